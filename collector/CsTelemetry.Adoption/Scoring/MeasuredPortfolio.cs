using CsTelemetry.Adoption.Core;
using CsTelemetry.Adoption.Model;
using CsTelemetry.Adoption.Usage;

namespace CsTelemetry.Adoption.Scoring;

/// <summary>Measures all accounts of a tenant.</summary>
internal static class MeasuredPortfolio
{
    /// <summary>Measures the accounts in the ordinal order of their ids.</summary>
    /// <exception cref="ArgumentException">An account comes twice or its usage cannot be.</exception>
    public static MeasuredAccount[] Of(IEnumerable<AccountUsage> accounts, DateOnly asOf, CoreIndex core, AdoptionModel model)
    {
        var ordered = accounts.ToArray();
        Array.Sort(ordered, (a, b) => string.CompareOrdinal(a.AccountId, b.AccountId));
        for (var i = 1; i < ordered.Length; i++)
        {
            if (string.Equals(ordered[i].AccountId, ordered[i - 1].AccountId, StringComparison.Ordinal))
            {
                throw new ArgumentException($"Account '{ordered[i].AccountId}' comes twice; each account comes once.", nameof(accounts));
            }
        }

        return [.. ordered.Select(account => new MeasuredAccount(account, asOf, core, model))];
    }
}

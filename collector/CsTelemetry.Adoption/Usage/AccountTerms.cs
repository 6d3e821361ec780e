using CsTelemetry.Adoption.Knowledge;

namespace CsTelemetry.Adoption.Usage;

/// <summary>Holds what was true of an account on a day beside what its people did: what its use is measured by. Immutable.</summary>
/// <param name="FirstDay">The day from which tenure counts.</param>
/// <param name="EligibleSeats">Its seats; null when unknown.</param>
/// <param name="Plan">Its plan; null when unknown.</param>
/// <param name="EntitledFeatures">Those of the features asked for that it may use; null when nothing is known of any of them.</param>
/// <param name="Excluded">Whether an operator took it out of scoring.</param>
public sealed record AccountTerms(DateOnly FirstDay, double? EligibleSeats, string? Plan, IReadOnlySet<string>? EntitledFeatures, bool Excluded)
{
    /// <summary>Looks the terms up; null when the account did not exist yet.</summary>
    /// <param name="knowledge">What is known.</param>
    /// <param name="accountId">The account.</param>
    /// <param name="firstSeen">The day of its first event; null if it was never seen. Tenure counts from the contract's first day, and from this day when that is unknown or still to come.</param>
    /// <param name="asOf">The day.</param>
    /// <param name="features">The features that are asked for: the core features of every model that is to be used.</param>
    public static AccountTerms? Of(TenantKnowledge knowledge, string accountId, DateOnly? firstSeen, DateOnly asOf, IEnumerable<string> features)
    {
        ArgumentNullException.ThrowIfNull(knowledge);
        ArgumentNullException.ThrowIfNull(features);
        var account = knowledge.Accounts.GetValueOrDefault(accountId);
        if ((account?.StartsOn <= asOf ? account.StartsOn : firstSeen) is not { } firstDay || firstDay > asOf)
        {
            return null;
        }

        return new AccountTerms(
            firstDay, account?.SeatsAt(asOf), account?.PlanAt(asOf), Entitled(knowledge, accountId, asOf, features), account?.Excluded ?? false);
    }

    /// <summary>Joins the terms with what people did.</summary>
    /// <param name="accountId">The account.</param>
    /// <param name="users">What its people did.</param>
    /// <param name="lastHeartbeat">The last day on which its SDK was heard; null when heartbeats are not tracked.</param>
    public AccountUsage Measure(string accountId, IReadOnlyList<UserUsage> users, DateOnly? lastHeartbeat) =>
        new(accountId, FirstDay, users, EligibleSeats, Excluded, lastHeartbeat, EntitledFeatures, Plan);

    private static HashSet<string>? Entitled(TenantKnowledge knowledge, string accountId, DateOnly asOf, IEnumerable<string> features)
    {
        var (entitled, known) = (new HashSet<string>(StringComparer.Ordinal), false);
        foreach (var feature in features)
        {
            var may = knowledge.IsEntitled(accountId, feature, asOf);
            known |= may is not null;
            if (may != false)
            {
                entitled.Add(feature);
            }
        }

        return known ? entitled : null;
    }
}

using CsTelemetry.Collector.Querying;

namespace CsTelemetry.Collector.Scoring;

/// <summary>
/// Tells when the program that reports an account was last heard. A program is an application in an environment; what it reported of any account is its heartbeat. So an account
/// that nobody uses is silent, not stale, as long as the program that used to report it reports others; and stale when that program stopped, though others go on.
/// Immutable.
/// </summary>
internal sealed class SenderHeartbeats
{
    private readonly Dictionary<string, DateOnly> _byAccount = new(StringComparer.Ordinal);
    private readonly DateOnly? _newest;

    /// <param name="days">What was reported within <see cref="ScoringQueries.SenderDays"/> days.</param>
    public SenderHeartbeats(IReadOnlyCollection<SenderDay> days)
    {
        var heard = new Dictionary<(string Application, string Environment), DateOnly>();
        foreach (var day in days)
        {
            var sender = (day.Application, day.Environment);
            heard[sender] = Later(heard.GetValueOrDefault(sender), day.LastDay);
            _newest = Later(_newest ?? default, day.LastDay);
        }

        foreach (var day in days)
        {
            _byAccount[day.AccountId] = Later(_byAccount.GetValueOrDefault(day.AccountId), heard[(day.Application, day.Environment)]);
        }
    }

    /// <summary>Finds the last day on which any program that reports the account was heard. Of an account that none has reported lately, any program's.</summary>
    /// <param name="accountId">The account.</param>
    /// <param name="lastSeen">The last day of which anything is known of it; null for never.</param>
    public DateOnly? Of(string accountId, DateOnly? lastSeen) =>
        _byAccount.TryGetValue(accountId, out var heard) ? heard : _newest ?? lastSeen;

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
}

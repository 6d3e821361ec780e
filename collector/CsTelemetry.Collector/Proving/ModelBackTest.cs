using CsTelemetry.Adoption.Validation;
using CsTelemetry.Adoption.Versions;
using CsTelemetry.Collector.Knowing;
using CsTelemetry.Collector.Querying;
using CsTelemetry.Collector.Scoring;

namespace CsTelemetry.Collector.Proving;

/// <summary>
/// Tells, while somebody waits, how well a draft would have foretold who is lost, beside the version in force: over a sample of the accounts that is bounded by its rows, so
/// that it takes a second or two whatever the size of the tenant. Seats, plans and entitlements are those that hold for each month-end by what is known now. Thread-safe.
/// </summary>
internal sealed class ModelBackTest(HistoryQueries histories, Portfolios portfolios, ScoreModels models, KnowledgeBook knowledge, TimeProvider time)
{
    /// <summary>The most month-ends that are looked at, the newest ones whose outcome is known.</summary>
    public const int MaxMonthEnds = 12;

    /// <summary>The most accounts that are looked at.</summary>
    public const int MaxAccounts = 1_000;

    /// <summary>The most rows of the daily rollup that are read: of accounts drawn by a hash of their ids, so many as have no more.</summary>
    public const int MaxRows = 200_000;

    private const int Resamples = 200;
    private const int OutcomeDays = 104;
    private const int WindowDays = 365;
    private const int Capacity = 64;
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Tenant, DateOnly AsOf, string Draft, string InForce), (long At, BackTestResult Result)> _known = [];

    /// <summary>Compares a draft with the version in force.</summary>
    /// <param name="scope">Whose, and the last day of the history.</param>
    /// <param name="draft">The draft.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<BackTestResult> RunAsync(QueryScope scope, ScoreModel draft, CancellationToken cancellationToken)
    {
        var inForce = await models.PublishedAsync(scope.Tenant, cancellationToken);
        var key = (scope.Tenant, scope.AsOf, draft.Hash, inForce?.Hash ?? "");
        if (Find(key) is { } known)
        {
            return known;
        }

        var portfolio = await portfolios.GetAsync(scope, inForce, cancellationToken);
        var lastMonth = scope.AsOf.AddDays(1 - OutcomeDays).AddMonths(-1);
        var firstMonth = lastMonth.AddMonths(1 - MaxMonthEnds);
        var options = new ValidationOptions(
            firstMonth, lastMonth, scope.AsOf, Knowledge: await knowledge.GetAsync(scope.Tenant, cancellationToken), Resamples: Resamples);
        var uses = await histories.SampleAsync(
            scope, new DateOnly(firstMonth.Year, firstMonth.Month, 1).AddDays(-WindowDays), Parts(portfolio.Rows.Count), MaxRows, cancellationToken);
        var firstDays = portfolio.Rows.ToDictionary(row => row.AccountId, row => row.AsOf.AddDays(1 - row.Numbers.TenureDays), StringComparer.Ordinal);
        var accounts = uses
            .Where(own => firstDays.ContainsKey(own.Key))
            .Select(own => new AccountHistory(own.Key, firstDays[own.Key], own.Value));

        // A second of computing: not on the thread that asks.
        var result = await Task.Run(() => BackTest.Compare(accounts, inForce, draft, options), cancellationToken);
        Learn(key, result);
        return result;
    }

    private static int Parts(int accounts) => Math.Max(1, (accounts + MaxAccounts - 1) / MaxAccounts);

    private BackTestResult? Find((string, DateOnly, string, string) key)
    {
        lock (_gate)
        {
            return _known.TryGetValue(key, out var known) && time.GetElapsedTime(known.At) < Fresh ? known.Result : null;
        }
    }

    private void Learn((string, DateOnly, string, string) key, BackTestResult result)
    {
        lock (_gate)
        {
            if (_known.Count >= Capacity)
            {
                _known.Remove(_known.MinBy(pair => pair.Value.At).Key);
            }

            _known[key] = (time.GetTimestamp(), result);
        }
    }
}

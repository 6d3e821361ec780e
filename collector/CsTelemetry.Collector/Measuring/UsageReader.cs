using CsTelemetry.Adoption.Knowledge;
using CsTelemetry.Adoption.Metrics;
using CsTelemetry.Collector.Accounting;
using CsTelemetry.Collector.Querying;

namespace CsTelemetry.Collector.Measuring;

/// <summary>Reads who was seen and what they used, and keeps it for a moment, as far as the options allow. Thread-safe.</summary>
internal sealed class UsageReader(MetricQueries queries, MetricOptions limits, Books books, TimeProvider time)
{
    private readonly FreshCache<QueryScope, Dictionary<string, DateOnly>> _reported = new(books, time, limits.MaxCachedAnswers, limits.MaxCachedUseDays, reported => reported.Count);
    private readonly FreshCache<(QueryScope, long, string?), Crowd> _crowds = new(books, time, limits.MaxCachedAnswers, limits.MaxCachedUseDays, crowd => crowd.Count);
    private readonly FreshCache<(QueryScope, long, UsageQuestion), List<PersonUse>> _uses = new(books, time, limits.MaxCachedAnswers, limits.MaxCachedUseDays, uses => uses.Sum(use => 1L + use.Days.Length));

    /// <summary>Reads who was seen up to the day: all, or one account and its people.</summary>
    /// <param name="scope">Whose, as of when.</param>
    /// <param name="knowledge">What is known, which says who is excluded.</param>
    /// <param name="account">The only account; null for all.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<Crowd> CrowdAsync(QueryScope scope, TenantKnowledge knowledge, string? account, CancellationToken cancellationToken) =>
        _crowds.GetAsync((scope, knowledge.Version, account), () => ReadCrowdAsync(scope, knowledge, account), cancellationToken);

    /// <summary>Reads each person's days of use.</summary>
    public Task<List<PersonUse>> UsesAsync(QueryScope scope, long knowledgeVersion, UsageQuestion question, CancellationToken cancellationToken) =>
        _uses.GetAsync((scope, knowledgeVersion, question), () => queries.UsesAsync(scope, question, CancellationToken.None), cancellationToken);

    /// <summary>Reads a funnel's uses; they are not kept.</summary>
    public Task<List<FunnelWalker>> WalkersAsync(QueryScope scope, IReadOnlyList<string> features, DateOnly from, string? platform, CancellationToken cancellationToken) =>
        queries.WalkersAsync(scope, features, from, platform, cancellationToken);

    private async Task<Crowd> ReadCrowdAsync(QueryScope scope, TenantKnowledge knowledge, string? account) => new(
        knowledge,
        scope.AsOf,
        await queries.AccountsAsync(scope, account, CancellationToken.None),
        await queries.PeopleAsync(scope, account, CancellationToken.None),
        await _reported.GetAsync(scope, () => queries.ReportedAsync(scope, CancellationToken.None), CancellationToken.None));
}

using CsTelemetry.ClickHouse.Landing;

namespace CsTelemetry.Collector.Storing;

/// <summary>Finds out whether inserted batches are in the raw table, row for row, and in the rollup.</summary>
internal sealed class LandingAudit(LandingStore store, ulong walId)
{
    public async Task<AuditResult> RunAsync(IReadOnlyList<RangeFootprint> landed, CancellationToken cancellationToken)
    {
        if (landed.All(batch => batch.Days.Count == 0))
        {
            return AuditResult.Clean;
        }

        var days = landed.SelectMany(batch => batch.Days).Distinct().Order().ToList();
        var counted = await store.CountAsync(walId, landed.Select(batch => (ulong)batch.Range.First), days[0], days[^1], cancellationToken);
        var rows = counted.ToDictionary(count => (count.WalBatch, count.Month), count => count.Rows);
        var faults =
            from batch in landed
            from expected in batch.EventsByMonth
            let found = rows.GetValueOrDefault(((ulong)batch.Range.First, expected.Key))
            where found != expected.Value && store.IsWhole(expected.Key)
            select new MonthFault(batch, expected.Key, expected.Value, found);
        return new AuditResult([.. faults], await store.CompareRollupAsync(walId, days, cancellationToken));
    }
}

using CsTelemetry.ClickHouse.Landing;

namespace CsTelemetry.Collector.Storing;

/// <summary>
/// Mends what an audit found, step by step and no further than needed: the same insert with the same token; then the
/// month's rows alone under a token never used before; then the month of the rollup from the raw table.
/// </summary>
internal sealed class LandingRepair(LandingStore store, EventsBlockEncoder encoder, RangeReader rows, LandingAudit audit, ulong walId, TimeProvider time, ILogger logger)
{
    /// <summary>Returns what is still wrong after all that.</summary>
    public async Task<AuditResult> RunAsync(IReadOnlyList<RangeFootprint> landed, AuditResult found, CancellationToken cancellationToken)
    {
        foreach (var batch in found.MonthFaults.Select(fault => fault.Batch).Distinct())
        {
            await InsertAsync(batch, month: null, batch.TokenIn(walId), cancellationToken);
        }

        var left = await audit.RunAsync(landed, cancellationToken);
        foreach (var fault in left.MonthFaults)
        {
            await ReplaceAsync(fault, cancellationToken);
        }

        left = left.IsClean ? left : await audit.RunAsync(landed, cancellationToken);
        foreach (var month in left.RollupDifferences.Select(difference => Calendar.MonthOf(difference.Day)).Distinct())
        {
            Log.RollupRebuilt(logger, month);
            await store.RebuildRollupAsync(walId, month, cancellationToken);
        }

        return left.IsClean ? left : await audit.RunAsync(landed, cancellationToken);
    }

    // The token's note outlived its part: the old token would be taken for a repetition for ever.
    private async Task ReplaceAsync(MonthFault fault, CancellationToken cancellationToken)
    {
        Log.MonthResent(logger, fault.Month, fault.Batch.Range.First, fault.Found, fault.Expected);
        if (fault.Found > 0)
        {
            await store.DeleteAsync(walId, (ulong)fault.Batch.Range.First, fault.Month, cancellationToken);
        }

        var token = $"{fault.Batch.TokenIn(walId)}-repair-{fault.Month}-{time.GetUtcNow().ToUnixTimeMilliseconds()}";
        await InsertAsync(fault.Batch, fault.Month, token, cancellationToken);
    }

    // Of a month with nothing but what the store refuses there is nothing to send.
    private async Task InsertAsync(RangeFootprint batch, int? month, string token, CancellationToken cancellationToken)
    {
        if (rows.Columns(batch, month) is { Count: > 0 } columns)
        {
            await store.InsertAsync(encoder.Encode(batch.Range, columns), token, cancellationToken);
        }
    }
}

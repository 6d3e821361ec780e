using CsTelemetry.ClickHouse;
using CsTelemetry.ClickHouse.Landing;
using CsTelemetry.ClickHouse.Native;
using CsTelemetry.Collector.Journal;

namespace CsTelemetry.Collector.Storing;

/// <summary>
/// Inserts a cut. If the store refuses it for a row's values, the row is looked for, its exclusion is pinned in the log, and the rest
/// is inserted under a token of its own. Each step can be repeated after a crash. Runs alone.
/// </summary>
internal sealed class BatchLander(
    LandingStore store, PoisonSearch poison, ControlLog control, RangeReader rows, EventsBlockEncoder encoder, Persistence persistence, ulong walId, TimeProvider time, ILogger logger)
{
    /// <param name="batch">The cut, pinned.</param>
    /// <param name="excluded">What the log says it goes without.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>What it left in the store.</returns>
    public async Task<RangeFootprint> LandAsync(FrozenBatch batch, IReadOnlyList<ExcludedRow> excluded, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var (footprint, columns) = (batch.Footprint, batch.Columns);
        if (excluded.Count > 0)
        {
            footprint = footprint.Without(excluded, columns);
            columns = rows.Columns(footprint);
        }

        while (columns.Count > 0 && await RefusedAsync(footprint, columns, cancellationToken) is { } without)
        {
            footprint = without;
            columns = rows.Columns(footprint);
        }

        Log.BatchInserted(logger, footprint.StoredCount, footprint.Range.First, footprint.Range.Last, time.GetElapsedTime(started).TotalMilliseconds);
        return footprint;
    }

    /// <summary>Inserts rows; null when they are in, else what is to be inserted instead.</summary>
    private Task<RangeFootprint?> RefusedAsync(RangeFootprint footprint, EventColumns columns, CancellationToken cancellationToken)
    {
        NativeBlock? block = encoder.Encode(footprint.Range, columns);
        return persistence.UntilDoneAsync<RangeFootprint?>(
            "Inserting a batch",
            async stop =>
            {
                // The search for poison uses the same encoder, and a batch that was held is tried as it is again.
                block ??= encoder.Encode(footprint.Range, rows.Columns(footprint));
                try
                {
                    await store.InsertAsync(block, footprint.TokenIn(walId), stop);
                    return null;
                }
                catch (ClickHouseException refusal) when (refusal.IsAboutData)
                {
                    block = null;
                    return await ExcludeAsync(footprint, refusal, stop);
                }
            },
            cancellationToken);
    }

    // Pinned before the rest is sent: after a crash the same rows are left out, and the rest has the same token.
    private async Task<RangeFootprint> ExcludeAsync(RangeFootprint footprint, ClickHouseException refusal, CancellationToken cancellationToken)
    {
        var columns = rows.Columns(footprint.Range);
        var found = await poison.FindAsync(footprint, columns, refusal, cancellationToken);
        var without = footprint.Without(found, columns);
        await control.ExcludeAsync(new Exclusion(footprint.Range.First, without.Excluded), cancellationToken);
        Log.RowsExcluded(logger, found.Count, footprint.Range.First, footprint.Range.Last, refusal.Name);
        return without;
    }
}

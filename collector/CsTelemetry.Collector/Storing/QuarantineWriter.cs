using CsTelemetry.ClickHouse;
using CsTelemetry.ClickHouse.Quarantine;
using CsTelemetry.Collector.Journal;

namespace CsTelemetry.Collector.Storing;

/// <summary>
/// Writes what a range had rejected, or goes without, into the quarantine: after the range has landed and before its checkpoint, so
/// that a crash repeats it, and once, because all of it is one block that is there or not. Runs alone.
/// </summary>
internal sealed class QuarantineWriter(
    QuarantineStore store, QuarantineLimit limit, RangeReader reader, QuarantineMetrics metrics, Persistence persistence, ulong walId, TimeProvider time, ILogger logger)
{
    /// <summary>Returns when it is written, or when the store will never take it: landing must not wait for that.</summary>
    public async Task WriteAsync(RangeFootprint footprint, CancellationToken cancellationToken)
    {
        if (footprint.RejectedCount > 0 || footprint.Excluded.Count > 0)
        {
            await persistence.UntilDoneAsync("Writing the quarantine", stop => TryWriteAsync(footprint, stop), cancellationToken);
        }
    }

    private async Task<bool> TryWriteAsync(RangeFootprint footprint, CancellationToken cancellationToken)
    {
        var found = new QuarantineRows(footprint, walId);
        reader.Visit(footprint.Range, (long sequence, in BatchRecord batch) => found.Add(sequence, batch));
        try
        {
            // One block is there as a whole or not at all: by an attempt whose answer was lost, or from before a crash.
            if (found.Rows.Count == 0 || await store.CountAsync(walId, footprint.Range.First, cancellationToken) > 0)
            {
                return true;
            }

            var rows = await limit.AdmitAsync(found.Rows, cancellationToken);
            metrics.Dropped(found.DroppedCount, QuarantineMetrics.TooManyInRange);
            metrics.Dropped(found.Rows.Count - rows.Count, QuarantineMetrics.TooManyThatDay);
            if (rows.Count > 0)
            {
                await ProveAsync(rows, footprint, cancellationToken);
                limit.Took(rows);
                metrics.Kept(rows);
            }
        }
        catch (ClickHouseException exception) when (!exception.IsTransient)
        {
            metrics.Dropped(found.Rows.Count, QuarantineMetrics.RefusedByStore);
            Log.QuarantineNotWritten(logger, found.Rows.Count, footprint.Range.First, footprint.Range.Last, exception);
        }

        return true;
    }

    private async Task ProveAsync(IReadOnlyList<QuarantinedEvent> rows, RangeFootprint footprint, CancellationToken cancellationToken)
    {
        var token = $"{footprint.TokenIn(walId)}-quarantine";
        await store.WriteAsync(rows, token, cancellationToken);
        if (await store.CountAsync(walId, footprint.Range.First, cancellationToken) == 0)
        {
            // A token is no proof of landing here either.
            await store.WriteAsync(rows, $"{token}-{time.GetUtcNow().ToUnixTimeMilliseconds()}", cancellationToken);
        }
    }
}

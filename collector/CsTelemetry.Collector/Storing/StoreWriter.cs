using CsTelemetry.ClickHouse.Landing;
using CsTelemetry.Collector.Accounting;
using CsTelemetry.Collector.Journal;
using CsTelemetry.Wal;

namespace CsTelemetry.Collector.Storing;

/// <summary>
/// Carries the log into the store: cut, pin the cut in the log, insert, audit, checkpoint, retire. Each step can be
/// repeated after a crash without counting anything twice. Runs alone.
/// </summary>
internal sealed class StoreWriter(
    WriteAheadLog log,
    StoreState state,
    LandingStore store,
    IRetirementWitness witness,
    IQuietWork quietWork,
    Books books,
    DrainRate drainRate,
    Persistence persistence,
    StoreOptions options,
    TimeProvider time,
    ILogger<StoreWriter> logger) : IDisposable
{
    // While this many inserts wait for their audit, it runs whatever the interval says: one query names them all.
    private const int MaxUnauditedBatches = 64;

    private readonly ControlLog _control = new(log);
    private readonly EventsBlockEncoder _encoder = new(log.Id);
    private readonly RangeReader _rows = new(log);
    private readonly List<RangeFootprint> _landed = [];
    private Checkpoint _checkpoint = state.Checkpoint;
    private long _auditedAt;
    private long _checkpointAt = state.Checkpoint.Through + 1;

    public void Dispose() => _encoder.Dispose();

    /// <summary>Runs until it is told to stop; what is not yet in the store then stays in the log.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var cutter = new BatchCutter(log.OpenCursor(_checkpoint.Through + 1), state.Pinned, options, time);
        _auditedAt = time.GetTimestamp();
        while (true)
        {
            var patience = _landed.Count == 0 ? options.AuditInterval : options.FlushInterval;
            if (await persistence.UntilDoneAsync("Reading the log", stop => cutter.NextAsync(patience, stop), cancellationToken) is { } batch)
            {
                await LandAsync(batch, cancellationToken);
            }

            if (IsAuditDue(cutter))
            {
                await SettleAsync(cancellationToken);
            }

            if (_landed.Count == 0)
            {
                await UseQuietAsync(cutter.HandedOutThrough, cancellationToken);
            }
        }
    }

    private bool IsAuditDue(BatchCutter cutter) =>
        _landed.Count > 0
        && (cutter.IsDry || _landed.Count >= MaxUnauditedBatches || time.GetElapsedTime(_auditedAt) >= options.AuditInterval);

    private async Task LandAsync(FrozenBatch batch, CancellationToken cancellationToken)
    {
        if (!batch.IsPinned)
        {
            // Before the first try, never after: from here on these batches and no others are this insert.
            await persistence.UntilDoneAsync("Pinning a cut", stop => _control.FreezeAsync(batch.Range, stop), cancellationToken);
        }

        if (batch.Columns.Count > 0)
        {
            await InsertAsync(batch, cancellationToken);
        }

        _landed.Add(batch.Footprint);
    }

    private async Task InsertAsync(FrozenBatch batch, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var block = _encoder.Encode(batch.Range, batch.Columns);
        await persistence.UntilDoneAsync(
            "Inserting a batch",
            async stop =>
            {
                await store.InsertAsync(block, batch.Footprint.TokenIn(log.Id), stop);
                return true;
            },
            cancellationToken);
        Log.BatchInserted(logger, batch.Range.EventCount, batch.Range.First, batch.Range.Last, time.GetElapsedTime(started).TotalMilliseconds);
    }

    private async Task SettleAsync(CancellationToken cancellationToken)
    {
        await persistence.UntilDoneAsync("Auditing inserts", ProveAsync, cancellationToken);
        var events = _landed.Sum(batch => (long)batch.Range.EventCount);
        var next = new Checkpoint(_landed[^1].Range.Last, _checkpoint.VerifiedEvents + events);

        // The checkpoint moves after the store has been seen to hold the rows, never before: a crash between the two
        // inserts the same cuts again, and their tokens make that harmless.
        _checkpointAt = await persistence.UntilDoneAsync("Writing a checkpoint", stop => _control.CheckpointAsync(next, stop), cancellationToken);
        _checkpoint = next;
        _landed.Clear();
        _auditedAt = time.GetTimestamp();
        books.Verified(events);
        drainRate.Drained(events);
        Retire(_checkpoint.Through);
    }

    // Nothing is on its way: every batch up to here is in the store, audited, and will not be sent again.
    private async Task UseQuietAsync(long verifiedThrough, CancellationToken cancellationToken)
    {
        var toDelete = await quietWork.WorkAsync(verifiedThrough, cancellationToken);
        if (toDelete < log.FirstSequence)
        {
            return;
        }

        // A segment that is still written to cannot go, nor can the one with the newest checkpoint.
        if (log.Segments.FirstOrDefault(segment => segment.LastSequence >= toDelete) is { } holding && (!holding.IsSealed || _checkpointAt <= holding.LastSequence))
        {
            _checkpointAt = await persistence.UntilDoneAsync("Beginning a segment", stop => _control.BeginSegmentAsync(_checkpoint, stop), cancellationToken);
        }

        Retire(Math.Min(verifiedThrough, _checkpointAt - 1));
    }

    private async Task<bool> ProveAsync(CancellationToken cancellationToken)
    {
        var audit = new LandingAudit(store, log.Id);
        var result = await audit.RunAsync(_landed, cancellationToken);
        if (!result.IsClean)
        {
            Log.AuditFoundFaults(logger, result.MonthFaults.Count, result.RollupDifferences.Count);
            var repair = new LandingRepair(store, _encoder, _rows, audit, log.Id, time, logger);
            result = await repair.RunAsync(_landed, result, cancellationToken);
        }

        return result.IsClean
            ? true
            : throw new IOException($"After repair {result.MonthFaults.Count} months of batches and {result.RollupDifferences.Count} days of the rollup still differ from the log; nothing is retired until they agree.");
    }

    private void Retire(long through)
    {
        if (!log.Segments.Any(segment => segment.IsSealed && segment.LastSequence <= through))
        {
            return;
        }

        try
        {
            witness.BeforeRetirement();
        }
        catch (IOException exception)
        {
            // Nothing is lost but room: the next checkpoint tries again.
            Log.NotRetired(logger, through, exception);
            return;
        }

        var retired = log.RetireThrough(through);
        Log.SegmentsRetired(logger, retired, through);
    }
}

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
    StoreParts parts,
    IRetirementWitness witness,
    IQuietWork quietWork,
    Books books,
    DrainRate drainRate,
    Persistence persistence,
    StoreOptions options,
    TimeProvider time,
    ILogger<StoreWriter> logger) : IDisposable
{
    private readonly ControlLog _control = new(log);
    private readonly List<RangeFootprint> _landed = [];
    private Checkpoint _checkpoint = state.Checkpoint;
    private readonly AuditPace _pace = new(options.AuditInterval, options.AuditShare, time);
    private long _checkpointAt = state.Checkpoint.Through + 1;

    public void Dispose() => parts.Dispose();

    /// <summary>Runs until it is told to stop; what is not yet in the store then stays in the log.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var cutter = new BatchCutter(log.OpenCursor(_checkpoint.Through + 1), state.Pinned, options, time);
        await persistence.TryOnceAsync("Reading what was verified before", _ => parts.RememberSettledAsync(state), cancellationToken);
        while (true)
        {
            await persistence.TryOnceAsync("Auditing after a restart of the store", parts.RestartAudit.RunAsync, cancellationToken);
            var patience = _landed.Count == 0 ? options.AuditInterval : _pace.Rest;
            var batch = await persistence.UntilDoneAsync("Reading the log", stop => cutter.NextAsync(patience, stop), cancellationToken, asksStore: false);
            if (batch is not null)
            {
                await LandAsync(batch, cancellationToken);
            }

            if (_pace.IsDue(_landed.Count, isDry: batch is null))
            {
                await SettleAsync(cancellationToken);
            }

            if (_landed.Count == 0)
            {
                await UseQuietAsync(cutter.HandedOutThrough, cancellationToken);
            }
        }
    }

    private async Task LandAsync(FrozenBatch batch, CancellationToken cancellationToken)
    {
        if (!batch.IsPinned)
        {
            // Before the first try, never after: from here on these batches and no others are this insert.
            await persistence.UntilDoneAsync("Pinning a cut", stop => _control.FreezeAsync(batch.Range, stop), cancellationToken, asksStore: false);
        }

        // An exclusion counts rows of the cut as it was pinned; should a record of it have been lost since, they are looked for again.
        var excluded = state.Pinned.Contains(batch.Range) ? state.Exclusions.GetValueOrDefault(batch.Range.First)?.Rows ?? [] : [];
        _landed.Add(await parts.Lander.LandAsync(batch, excluded, cancellationToken));
    }

    private async Task SettleAsync(CancellationToken cancellationToken)
    {
        await persistence.UntilDoneAsync("Auditing inserts", stop => _pace.AuditAsync(() => parts.Proof.RunAsync(_landed, stop)), cancellationToken);
        foreach (var footprint in _landed)
        {
            await parts.Quarantine.WriteAsync(footprint, cancellationToken);
        }

        var events = _landed.Sum(batch => (long)batch.StoredCount);
        var refused = _landed.Sum(batch => (long)batch.Excluded.Count);
        var next = new Checkpoint(_landed[^1].Range.Last, _checkpoint.VerifiedEvents + events, _checkpoint.QuarantinedEvents + refused);

        // The checkpoint moves after the store has been seen to hold the rows, never before: a crash between the two
        // inserts the same cuts again, and their tokens make that harmless.
        _checkpointAt = await persistence.UntilDoneAsync("Writing a checkpoint", stop => _control.CheckpointAsync(next, stop), cancellationToken, asksStore: false);
        _checkpoint = next;
        parts.Window.Add(_landed);
        _landed.Clear();
        books.Verified(events, refused);
        drainRate.Drained(events + refused);
        await RetireAsync(_checkpoint.Through, cancellationToken);
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
            _checkpointAt = await persistence.UntilDoneAsync("Beginning a segment", stop => _control.BeginSegmentAsync(_checkpoint, stop), cancellationToken, asksStore: false);
        }

        await RetireAsync(Math.Min(verifiedThrough, _checkpointAt - 1), cancellationToken);
    }

    private async Task RetireAsync(long through, CancellationToken cancellationToken)
    {
        if (!log.Segments.Any(segment => segment.IsSealed && segment.LastSequence <= through))
        {
            return;
        }

        try
        {
            await witness.BeforeRetirementAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Nothing is lost but room: the next checkpoint tries again.
            Log.NotRetired(logger, through, exception);
            return;
        }

        var retired = log.RetireThrough(through);
        Log.SegmentsRetired(logger, retired, through);
    }
}

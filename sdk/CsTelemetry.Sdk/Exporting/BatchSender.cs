using CsTelemetry.Buffering;
using CsTelemetry.Persisting;
using CsTelemetry.Reporting;
using CsTelemetry.Wire;

namespace CsTelemetry.Exporting;

/// <summary>
/// Takes batches one by one, from memory and from disk. It stays with one from memory until that is settled or on disk,
/// and with one from disk for a single attempt. Several senders may share a buffer, a store and a transport.
/// </summary>
internal sealed class BatchSender(
    EventBuffer buffer,
    DiskStore? store,
    BatchAttempts attempts,
    Backoff backoff,
    TimeSpan maxBatchAge,
    DeliveryReporter reporter,
    TimeProvider time)
{
    private bool _storeIsNext;

    /// <summary>Sends until the buffer is closed and empty.</summary>
    /// <param name="hurry">Ends waiting between attempts: each batch in memory gets one last attempt, those on disk none.</param>
    /// <param name="abort">Ends everything at once.</param>
    public async Task RunAsync(CancellationToken hurry, CancellationToken abort)
    {
        try
        {
            while (await buffer.WaitAsync(abort).ConfigureAwait(false))
            {
                reporter.ReportDrops();
                bool? goesOn;
                do
                {
                    goesOn = await DeliverNextAsync(hurry, abort).ConfigureAwait(false);
                }
                while (goesOn == true);
                if (goesOn == false)
                {
                    return;
                }
            }
        }
        catch (Exception) when (abort.IsCancellationRequested)
        {
            // The client is being disposed, has torn down the transport, and counts what is left.
        }
    }

    /// <summary>Deals with one batch; null when there is none, false when the client is shut down and the last attempt failed.</summary>
    private async Task<bool?> DeliverNextAsync(CancellationToken hurry, CancellationToken abort)
    {
        // While the collector is down the disk has what is tried, so that the batch in memory can go on filling. Afterwards
        // they take turns, so that neither holds up the other.
        var mayUseStore = store is not null && buffer.Consent == ConsentState.Granted && !hurry.IsCancellationRequested;
        if (mayUseStore && (_storeIsNext || backoff.Failures > 0) && store!.TryTake(out var kept))
        {
            _storeIsNext = false;
            await DeliverKeptAsync(kept, hurry, abort).ConfigureAwait(false);
            return true;
        }

        _storeIsNext = true;
        if (buffer.TryTake(out var batch))
        {
            return await DeliverAsync(batch, hurry, abort).ConfigureAwait(false);
        }

        if (mayUseStore && store!.TryTake(out kept))
        {
            await DeliverKeptAsync(kept, hurry, abort).ConfigureAwait(false);
            return true;
        }

        return null;
    }

    /// <summary>Settles the batch, or gets it to disk; false when the client is shut down and the last attempt failed.</summary>
    private async Task<bool> DeliverAsync(Chunk batch, CancellationToken hurry, CancellationToken abort)
    {
        while (true)
        {
            var started = time.GetUtcNow().ToUnixTimeMilliseconds();
            batch.BeginAttempt(started);
            if (await attempts.SendAsync(batch.Frame, batch.BatchSequence, batch.EventCount, abort).ConfigureAwait(false) is not { } result)
            {
                buffer.Books.GiveBack(batch);
                return true;
            }

            if (result.Status != AttemptStatus.Retry)
            {
                var ending = End(in result, batch.BatchSequence, batch.EventCount);
                buffer.Books.Settle(batch, ending.Settlement, ending.Error);
                return true;
            }

            if (!result.MayHaveArrived)
            {
                batch.DidNotArrive(started);
            }

            var delay = Fail(in result, batch.BatchSequence, batch.EventCount);
            if (hurry.IsCancellationRequested && (store is not null || result.RetryAfter == TimeSpan.Zero))
            {
                return false;
            }

            // A batch is given up only after a failed attempt, never for having waited its turn.
            var ends = store?.TryKeep(batch) == true || Expires(batch, delay, result.Error);

            // The collector is to be left alone this long, whichever batch comes next.
            await backoff.RestAsync(result.RetryAfter, delay, hurry, abort).ConfigureAwait(false);
            if (ends)
            {
                return true;
            }
        }
    }

    /// <summary>Makes one attempt with a batch from disk.</summary>
    private async Task DeliverKeptAsync(KeptBatch kept, CancellationToken hurry, CancellationToken abort)
    {
        var started = time.GetUtcNow().ToUnixTimeMilliseconds();
        if (store!.TryOpen(kept, started) is not { } frame)
        {
            return;
        }

        BatchFrame.StampSentAt(frame, started);
        if (await attempts.SendAsync(frame, kept.BatchSequence, kept.EventCount, abort).ConfigureAwait(false) is not { } result)
        {
            store.GiveBack(kept);
            return;
        }

        if (result.Status != AttemptStatus.Retry)
        {
            var ending = End(in result, kept.BatchSequence, kept.EventCount);
            store.Settle(kept, ending.Settlement, ending.Error);
            return;
        }

        if (!result.MayHaveArrived)
        {
            store.DidNotArrive(kept, started);
        }

        kept.Setbacks += backoff.Failures == 0 ? 1 : 0;
        store.GiveBack(kept);
        var delay = Fail(in result, kept.BatchSequence, kept.EventCount);
        await backoff.RestAsync(result.RetryAfter, delay, hurry, abort).ConfigureAwait(false);
    }

    private bool Expires(Chunk batch, TimeSpan delay, string error)
    {
        if (time.GetElapsedTime(batch.SealedAt) + delay <= maxBatchAge)
        {
            return false;
        }

        reporter.Expired(batch.BatchSequence, batch.EventCount, maxBatchAge);
        buffer.Books.Settle(batch, Settlement.GivenUp(DropReason.Expired), error);
        return true;
    }

    private TimeSpan Fail(in AttemptResult result, ulong batchSequence, int eventCount)
    {
        var delay = backoff.Fail(result.RetryAfter);
        buffer.Books.NoteFailedAttempt(result.Error);
        reporter.AttemptFailed(backoff.Failures, batchSequence, eventCount, result.Error);
        return delay;
    }

    private Ending End(in AttemptResult result, ulong batchSequence, int eventCount)
    {
        if (backoff.Recover() is > 0 and var failures)
        {
            reporter.Recovered(failures);
        }

        var ending = Ending.Of(in result);
        if (result.Status == AttemptStatus.Refused)
        {
            reporter.Refused(batchSequence, eventCount, result.Error);
        }
        else if (ending.Error is { } error)
        {
            reporter.PartlyRejected(ending.RejectedCount, eventCount, error);
        }

        return ending;
    }
}

using CsTelemetry.Buffering;
using CsTelemetry.Reporting;

namespace CsTelemetry.Exporting;

/// <summary>
/// Takes batches one by one and stays with each until it is settled. Several senders may share a buffer and a transport.
/// </summary>
internal sealed class BatchSender(
    EventBuffer buffer,
    IBatchTransport transport,
    RetrySchedule schedule,
    TimeSpan maxBatchAge,
    DeliveryReporter reporter,
    ClientMetrics metrics,
    TimeProvider time,
    Func<double> dice)
{
    private int _failuresInARow;

    /// <summary>Sends until the buffer is closed and empty.</summary>
    /// <param name="hurry">Ends waiting between attempts: each batch gets one last attempt.</param>
    /// <param name="abort">Ends everything at once.</param>
    public async Task RunAsync(CancellationToken hurry, CancellationToken abort)
    {
        try
        {
            while (await buffer.WaitAsync(abort).ConfigureAwait(false))
            {
                reporter.ReportDrops();
                while (buffer.TryTake(out var batch))
                {
                    if (!await DeliverAsync(batch, hurry, abort).ConfigureAwait(false))
                    {
                        return;
                    }
                }
            }
        }
        catch (Exception) when (abort.IsCancellationRequested)
        {
            // The client is being disposed, has torn down the transport, and counts what is left.
        }
    }

    /// <summary>Settles the batch; false when the client is shut down and the last attempt failed.</summary>
    private async Task<bool> DeliverAsync(Chunk batch, CancellationToken hurry, CancellationToken abort)
    {
        while (true)
        {
            var result = await AttemptAsync(batch, abort).ConfigureAwait(false);
            if (result.Status != AttemptStatus.Retry)
            {
                Settle(batch, in result);
                return true;
            }

            var delay = schedule.DelayAfter(++_failuresInARow, dice(), result.RetryAfter);
            buffer.NoteFailedAttempt(result.Error);
            reporter.AttemptFailed(_failuresInARow, batch, result.Error);
            if (hurry.IsCancellationRequested && result.RetryAfter == TimeSpan.Zero)
            {
                return false;
            }

            // A batch is given up only after a failed attempt, never for having waited its turn.
            var expires = time.GetElapsedTime(batch.SealedAt) + delay > maxBatchAge;
            if (expires)
            {
                reporter.Expired(batch, maxBatchAge);
                buffer.Settle(batch, Settlement.GivenUp(DropReason.Expired), result.Error);
            }

            // The collector is to be left alone this long, whichever batch comes next.
            await RestAsync(result.RetryAfter, delay, hurry, abort).ConfigureAwait(false);
            if (expires)
            {
                return true;
            }
        }
    }

    private async Task<AttemptResult> AttemptAsync(Chunk batch, CancellationToken abort)
    {
        var started = time.GetTimestamp();
        batch.StampSentAt(time.GetUtcNow().ToUnixTimeMilliseconds());
        try
        {
            var result = await transport.SendAsync(batch.Frame, abort).ConfigureAwait(false);
            metrics.Attempted(time.GetElapsedTime(started));
            return result.Reply is { } reply && !reply.Answers(batch.BatchSequence, batch.EventCount)
                ? AttemptResult.Retry($"the answer does not add up to the batch's {batch.EventCount} events")
                : result;
        }
        catch (Exception failure) when (!abort.IsCancellationRequested)
        {
            // Nothing that is expected ends here; a sender that died would lose every later batch.
            reporter.Unexpected(failure);
            return AttemptResult.Retry(failure.Message);
        }
    }

    private void Settle(Chunk batch, in AttemptResult result)
    {
        if (_failuresInARow > 0)
        {
            reporter.Recovered(_failuresInARow);
            _failuresInARow = 0;
        }

        if (result.Reply is not { } reply)
        {
            reporter.Refused(batch, result.Error);
            buffer.Settle(batch, Settlement.RefusedAs(result.Reason), result.Error);
            return;
        }

        var error = reply.Rejected.Count == 0 ? null : $"{reply.Rejected[0].Reason}: {reply.FirstMessage}";
        if (error is not null)
        {
            reporter.PartlyRejected(batch, reply.Rejected.Count, error);
        }

        buffer.Settle(batch, Settlement.Taken(reply), error);
    }

    private async Task RestAsync(TimeSpan asked, TimeSpan delay, CancellationToken hurry, CancellationToken abort)
    {
        await Task.Delay(asked, time, abort).ConfigureAwait(false);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(hurry, abort);
        try
        {
            await Task.Delay(delay - asked, time, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!abort.IsCancellationRequested)
        {
            // In a hurry: the last attempt comes now.
        }
    }
}

using CsTelemetry.Buffering;
using CsTelemetry.Reporting;

namespace CsTelemetry.Exporting;

/// <summary>Makes single attempts to send a frame. Safe for any number of threads.</summary>
internal sealed class BatchAttempts(EventBuffer buffer, IBatchTransport transport, DeliveryReporter reporter, ClientMetrics metrics, TimeProvider time)
{
    private readonly SplitSending _split = new(transport);

    /// <summary>Makes one attempt.</summary>
    /// <returns>What it came to; null when consent was withdrawn or put off before it was over.</returns>
    public async Task<AttemptResult?> SendAsync(ReadOnlyMemory<byte> frame, ulong batchSequence, int eventCount, CancellationToken abort)
    {
        var started = time.GetTimestamp();
        // First the token, then the question: a consent that is withdrawn between the two cancels this one.
        var withdrawn = buffer.Withdrawn;
        if (buffer.Consent != ConsentState.Granted)
        {
            return null;
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(withdrawn, abort);
        try
        {
            var result = await transport.SendAsync(frame, either.Token).ConfigureAwait(false);
            if (result.Status == AttemptStatus.TooLarge)
            {
                result = await _split.SendAsync(frame, batchSequence, eventCount, either.Token).ConfigureAwait(false);
            }

            metrics.Attempted(time.GetElapsedTime(started));
            return result.Reply is { } reply && !reply.Answers(batchSequence, eventCount)
                ? AttemptResult.Retry($"the answer does not add up to the batch's {eventCount} events")
                : result;
        }
        catch (Exception) when (withdrawn.IsCancellationRequested && !abort.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception failure) when (!abort.IsCancellationRequested)
        {
            // Nothing that is expected ends here; a sender that died would lose every later batch.
            reporter.Unexpected(failure);
            return AttemptResult.Retry(failure.Message);
        }
    }
}

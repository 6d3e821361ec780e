using CsTelemetry.Buffering;
using CsTelemetry.Exporting;
using CsTelemetry.Reporting;

namespace CsTelemetry.Persisting;

/// <summary>
/// Looks after the disk beside the senders: at the start and from time to time it takes over what others left, and while
/// the collector cannot be reached it moves what waits in memory to disk, so that memory stays free and a kill loses little.
/// </summary>
internal sealed class BatchKeeper(EventBuffer buffer, DiskStore store, DeliveryReporter reporter, TimeProvider time)
{
    /// <summary>How long a batch that still fills stays in memory during an outage. Shorter makes many small files.</summary>
    private static readonly TimeSpan LongestDue = TimeSpan.FromMinutes(1);

    /// <summary>How often an outage is looked at, beside each time that a batch is sealed.</summary>
    private static readonly TimeSpan OutageInterval = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan TendInterval = TimeSpan.FromMinutes(5);

    private int _down;
    private long _tendedAt = long.MinValue;

    /// <summary>Notes that one more sender cannot reach the collector.</summary>
    public void Down()
    {
        Interlocked.Increment(ref _down);
        buffer.WakeKeeper();
    }

    /// <summary>Notes that one sender can again.</summary>
    public void Up() => Interlocked.Decrement(ref _down);

    /// <summary>Works until the buffer is closed.</summary>
    /// <param name="stop">Cancelled when the buffer is closed.</param>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            do
            {
                Work(stop);
            }
            while (await WaitAsync(stop).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The client is being disposed, and keeps what is left itself.
        }
    }

    private void Work(CancellationToken stop)
    {
        try
        {
            var now = time.GetTimestamp();
            if (buffer.Consent != ConsentState.Pending && (_tendedAt == long.MinValue || time.GetElapsedTime(_tendedAt, now) >= TendInterval))
            {
                _tendedAt = now;
                store.Tend(stop);
            }

            while (Volatile.Read(ref _down) > 0 && !stop.IsCancellationRequested && buffer.TryTakeToKeep(LongestDue, out var batch))
            {
                if (!store.TryKeep(batch))
                {
                    buffer.Books.GiveBack(batch);
                    // The senders may have come up meanwhile, and found nothing to do.
                    buffer.WakeSender();
                    break;
                }
            }
        }
        catch (Exception failure)
        {
            // Nothing that is expected ends here; without its keeper an outage would fill the memory.
            reporter.Unexpected(failure);
        }
    }

    private async Task<bool> WaitAsync(CancellationToken stop)
    {
        using var patience = Deadline.Start(Volatile.Read(ref _down) > 0 ? OutageInterval : Timeout.InfiniteTimeSpan, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, stop);
        try
        {
            return await buffer.WaitToKeepAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return true;
        }
    }
}

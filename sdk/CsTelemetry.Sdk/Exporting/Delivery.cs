using CsTelemetry.Buffering;
using CsTelemetry.Persisting;
using CsTelemetry.Reporting;

namespace CsTelemetry.Exporting;

// Sources without timers hold nothing that needs disposing, and senders that come late still look at their tokens.
#pragma warning disable CA1001
/// <summary>Runs the senders and the keeper of one client, and ends them within a time, whatever the collector and the disk do.</summary>
internal sealed class Delivery
#pragma warning restore CA1001
{
    /// <summary>What a purge may hold the caller for; what is then left is deleted in the background.</summary>
    private static readonly TimeSpan PurgePatience = TimeSpan.FromMilliseconds(60);

    private readonly EventBuffer _buffer;
    private readonly DiskStore? _store;
    private readonly BatchKeeper? _keeper;
    private readonly DeliveryReporter _reporter;
    private readonly TimeProvider _time;
    private readonly StopTimes _times;
    private readonly CancellationTokenSource _hurry = new();
    private readonly CancellationTokenSource _abort = new();
    private Task _running = Task.CompletedTask;
    private int _stopping;

    public Delivery(EventBuffer buffer, DiskStore? store, DeliveryReporter reporter, StopTimes times, TimeProvider time)
    {
        _buffer = buffer;
        _store = store;
        _keeper = store is null ? null : new BatchKeeper(buffer, store, reporter, time);
        _reporter = reporter;
        _times = times;
        _time = time;
    }

    /// <summary>Starts so many senders, and the keeper of the store.</summary>
    public void Start(int senders, RetrySchedule schedule, TimeSpan maxBatchAge, BatchAttempts attempts, Func<double> dice)
    {
        var tasks = Enumerable.Range(0, senders)
            .Select(_ => new BatchSender(_buffer, _store, attempts, new Backoff(schedule, _keeper, _time, dice), maxBatchAge, _reporter, _time))
            .Select(sender => Task.Run(() => sender.RunAsync(_hurry.Token, _abort.Token)));
        _running = Task.WhenAll(_keeper is null ? tasks : tasks.Append(Task.Run(() => _keeper.RunAsync(_hurry.Token))));
    }

    /// <summary>Changes what may be done with events.</summary>
    public void SetConsent(ConsentState state)
    {
        _buffer.SetConsent(state);
        if (state == ConsentState.Denied && _store is { } store)
        {
            Bounded.Run(store.Purge, PurgePatience);
        }
    }

    /// <summary>Takes no more events and sends what is left for as long as that may take; then keeps or counts the rest.</summary>
    /// <returns>False when that was done before.</returns>
    public async Task<bool> StopAsync()
    {
        if (!TryBeginStop())
        {
            return false;
        }

        try
        {
            await _running.WaitAsync(_times.Sending, _time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // The time is over; what is left is kept or counted.
        }

        EndSending();
        if (_store is not null)
        {
            await Task.WhenAny(Bounded.Start(KeepLeftovers), Task.Delay(_times.Keeping, TimeProvider.System)).ConfigureAwait(false);
        }

        CountLeftovers();
        return true;
    }

    /// <summary>Does what <see cref="StopAsync"/> does, and holds the calling thread meanwhile.</summary>
    /// <param name="send">Whether there is time to send; without, all that is left goes to disk at once.</param>
    public bool Stop(bool send = true)
    {
        if (!TryBeginStop())
        {
            return false;
        }

        if (send)
        {
            // Waits on the system's clock and needs no other thread for its timeout, so a starved pool cannot hold it.
            _ = _running.Wait(_times.Sending);
        }

        EndSending();
        KeepLeftoversNow();
        CountLeftovers();
        return true;
    }

    /// <summary>Puts what is left on disk while another thread is stopping and may not come to it.</summary>
    public void KeepLeftoversNow()
    {
        if (_store is not null)
        {
            Bounded.Run(KeepLeftovers, _times.Keeping);
        }
    }

    private bool TryBeginStop()
    {
        if (Interlocked.Exchange(ref _stopping, 1) != 0)
        {
            return false;
        }

        _buffer.Close();
        // Not on this thread: what waits for the token must not run on the app's.
        _ = _hurry.CancelAsync();
        return true;
    }

    private void EndSending()
    {
        _ = _abort.CancelAsync();
        _reporter.ReportDrops();
    }

    private void KeepLeftovers()
    {
        foreach (var batch in _buffer.TakeLeftovers())
        {
            _store!.TryKeep(batch, quickly: true);
        }

        _store!.Close();
    }

    private void CountLeftovers()
    {
        var lost = _buffer.Books.Close();
        if (lost > 0)
        {
            _reporter.LeftBehind(lost, _times.Total);
        }

        _store?.ReportLeft();
    }
}

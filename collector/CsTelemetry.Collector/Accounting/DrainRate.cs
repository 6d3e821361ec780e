namespace CsTelemetry.Collector.Accounting;

/// <summary>Knows how fast the store takes events, to tell a client that is turned away when to come back. Thread-safe.</summary>
internal sealed class DrainRate(TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly Queue<(long At, long Events)> _drained = [];
    private long _sum;

    public void Drained(long events)
    {
        lock (_gate)
        {
            _drained.Enqueue((time.GetTimestamp(), events));
            _sum += events;
            Forget();
        }
    }

    /// <summary>Estimates how long it takes to drain this many events: half a second to thirty.</summary>
    public TimeSpan TimeToDrain(long events)
    {
        lock (_gate)
        {
            Forget();
            if (_sum == 0)
            {
                return Longest;
            }

            var seconds = events * Window.TotalSeconds / _sum;
            return TimeSpan.FromSeconds(Math.Clamp(seconds, Shortest.TotalSeconds, Longest.TotalSeconds));
        }
    }

    private void Forget()
    {
        while (_drained.TryPeek(out var oldest) && time.GetElapsedTime(oldest.At) > Window)
        {
            _drained.Dequeue();
            _sum -= oldest.Events;
        }
    }
}

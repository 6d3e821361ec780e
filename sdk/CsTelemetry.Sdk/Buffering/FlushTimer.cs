namespace CsTelemetry.Buffering;

/// <summary>Rings once, some time after a batch got its first event. An idle client has no timer running.</summary>
internal sealed class FlushTimer : IDisposable
{
    private readonly ITimer _timer;
    private readonly TimeSpan _interval;
    private readonly Func<double> _dice;

    public FlushTimer(TimeSpan interval, TimeProvider time, Func<double> dice, Action ring)
    {
        _interval = interval;
        _dice = dice;
        _timer = time.CreateTimer(static state => ((Action)state!)(), ring, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    // Between half and all of the interval: clients that started together must not knock together.
    public void Arm() => _timer.Change(_interval * (0.5 + (_dice() / 2)), Timeout.InfiniteTimeSpan);

    public void Dispose() => _timer.Dispose();
}

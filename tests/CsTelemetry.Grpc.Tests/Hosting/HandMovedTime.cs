using System.Globalization;

namespace CsTelemetry.Grpc.Tests.Hosting;

/// <summary>A clock that moves when a test says so, and tells when somebody waits on it. Thread-safe.</summary>
internal sealed class HandMovedTime : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<HandMovedTimer> _timers = [];
    private readonly List<(TimeSpan Due, TaskCompletionSource Seen)> _waiters = [];
    private DateTimeOffset _now = DateTimeOffset.Parse("2026-01-01T00:00:00Z", CultureInfo.InvariantCulture);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return _now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new HandMovedTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Waits until a timer is set that is due in exactly that time from now.</summary>
    public Task WhenTimerIsSet(TimeSpan due)
    {
        lock (_lock)
        {
            if (_timers.Any(timer => timer.DueAt == _now + due))
            {
                return Task.CompletedTask;
            }

            var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((due, seen));
            return seen.Task.WaitAsync(TimeSpan.FromSeconds(20));
        }
    }

    public void Advance(TimeSpan by)
    {
        List<HandMovedTimer> due;
        lock (_lock)
        {
            _now += by;
            due = [.. _timers.Where(timer => timer.DueAt <= _now)];
            _timers.RemoveAll(due.Contains);
        }

        due.ForEach(timer => timer.Fire());
    }

    internal void Set(HandMovedTimer timer, TimeSpan due)
    {
        lock (_lock)
        {
            timer.DueAt = _now + due;
            _timers.Remove(timer);
            _timers.Add(timer);
            _waiters.Where(waiter => waiter.Due == due).ToList().ForEach(waiter => waiter.Seen.TrySetResult());
        }
    }

    internal void Clear(HandMovedTimer timer)
    {
        lock (_lock)
        {
            _timers.Remove(timer);
        }
    }
}

namespace CsTelemetry.Sdk.Tests.Fakes;

/// <summary>A clock that stands still until a test moves it, with timers that ring while it moves.</summary>
internal sealed class ManualTimeProvider : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<ManualTimer> _timers = [];
    private readonly List<(TimeSpan Due, TaskCompletionSource Armed)> _waits = [];
    private DateTimeOffset _now = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    /// <summary>Gets or sets how far the wall clock is off; what measures time does not see it.</summary>
    public TimeSpan Skew { get; set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _now + Skew;
        }
    }

    public override long GetTimestamp()
    {
        lock (_gate)
        {
            return _now.UtcTicks;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Waits until something is to ring in exactly that time from now.</summary>
    public async Task UntilTimerAsync(TimeSpan due)
    {
        var armed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_timers.Exists(timer => timer.DueAt == _now + due))
            {
                return;
            }

            _waits.Add((due, armed));
        }

        await armed.Task.WaitAsync(TimeSpan.FromSeconds(20));
    }

    public void Advance(TimeSpan by)
    {
        DateTimeOffset end;
        lock (_gate)
        {
            end = _now + by;
        }

        while (TakeNextDue(end) is { } due)
        {
            due.Ring();
        }

        lock (_gate)
        {
            _now = end;
        }
    }

    private ManualTimer? TakeNextDue(DateTimeOffset end)
    {
        lock (_gate)
        {
            var next = _timers.MinBy(timer => timer.DueAt);
            if (next is null || next.DueAt > end)
            {
                return null;
            }

            _now = next.DueAt > _now ? next.DueAt : _now;
            _timers.Remove(next);
            return next;
        }
    }

    private void Arm(ManualTimer timer, TimeSpan due)
    {
        List<TaskCompletionSource> armed = [];
        lock (_gate)
        {
            _timers.Remove(timer);
            if (due == Timeout.InfiniteTimeSpan)
            {
                return;
            }

            timer.DueAt = _now + due;
            _timers.Add(timer);
            armed.AddRange(_waits.Where(wait => wait.Due == due).Select(wait => wait.Armed));
            _waits.RemoveAll(wait => wait.Due == due);
        }

        armed.ForEach(wait => wait.TrySetResult());
    }

    private sealed class ManualTimer(ManualTimeProvider time, Action ring) : ITimer
    {
        public DateTimeOffset DueAt { get; set; }

        public void Ring() => ring();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            time.Arm(this, dueTime);
            return true;
        }

        public void Dispose() => time.Arm(this, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}

namespace CsTelemetry.Grpc.Tests.Hosting;

/// <summary>A one-shot timer of <see cref="HandMovedTime"/>.</summary>
internal sealed class HandMovedTimer(HandMovedTime time, Action fire) : ITimer
{
    public DateTimeOffset DueAt { get; set; }

    public void Fire() => fire();

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime == Timeout.InfiniteTimeSpan)
        {
            time.Clear(this);
        }
        else
        {
            time.Set(this, dueTime);
        }

        return true;
    }

    public void Dispose() => time.Clear(this);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}

namespace CsTelemetry.Collector.Tests.Making;

/// <summary>Is a machine whose wall clock is set while its time goes on: as by an operator, or by NTP after a start with a dead battery.</summary>
internal sealed class JumpingClock : TimeProvider
{
    private TimeSpan _elapsed;
    private TimeSpan _set;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _elapsed.Ticks;

    public override DateTimeOffset GetUtcNow() => Sample.Now + _elapsed + _set;

    internal void Pass(TimeSpan time) => _elapsed += time;

    internal void Set(TimeSpan by) => _set += by;
}

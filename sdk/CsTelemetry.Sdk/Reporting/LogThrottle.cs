namespace CsTelemetry.Reporting;

/// <summary>Lets one message of a kind through per interval. Safe for any number of threads.</summary>
internal sealed class LogThrottle(TimeSpan interval, TimeProvider time)
{
    private long _last = long.MinValue;

    public bool Allows()
    {
        var now = time.GetTimestamp();
        var last = Interlocked.Read(ref _last);
        return (last == long.MinValue || time.GetElapsedTime(last, now) >= interval)
            && Interlocked.CompareExchange(ref _last, now, last) == last;
    }
}

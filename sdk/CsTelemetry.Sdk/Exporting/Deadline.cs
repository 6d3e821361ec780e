namespace CsTelemetry.Exporting;

/// <summary>Starts what is cancelled when its time is over.</summary>
internal static class Deadline
{
#if NET
    public static CancellationTokenSource Start(TimeSpan limit, TimeProvider time) => new(limit, time);
#else
    public static CancellationTokenSource Start(TimeSpan limit, TimeProvider time) => time.CreateCancellationTokenSource(limit);
#endif
}

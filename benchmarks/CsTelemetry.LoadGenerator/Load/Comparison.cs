using System.Globalization;

namespace CsTelemetry.LoadGenerator.Load;

/// <summary>Lays ours and the naive pipeline side by side, both at full speed.</summary>
internal static class Comparison
{
    public static IEnumerable<string> Lines(PipelineFigures ours, PipelineFigures naive)
    {
        yield return Line("", "ours", "naive");
        yield return Line("events/s acknowledged", Number(ours.EventsPerSecond), Number(naive.EventsPerSecond));
        yield return Line("collector ns per event", Number(ours.CollectorNanosecondsPerEvent), Number(naive.CollectorNanosecondsPerEvent));
        yield return Line("store ns per event", Number(ours.StoreNanosecondsPerEvent), Number(naive.StoreNanosecondsPerEvent));
        yield return Line("events per core-second of both", Number(1e9 / ours.NanosecondsPerEvent), Number(1e9 / naive.NanosecondsPerEvent));
        yield return Line("ack p50, ms", Milliseconds(ours.AckHalf), Milliseconds(naive.AckHalf));
        yield return Line("ack p99, ms", Milliseconds(ours.AckNinetyNine), Milliseconds(naive.AckNinetyNine));
    }

    private static string Line(string what, string ours, string naive) => $"{what,-32}{ours,12}{naive,12}";

    private static string Number(double value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Milliseconds(TimeSpan time) => time.TotalMilliseconds.ToString("F1", CultureInfo.InvariantCulture);
}

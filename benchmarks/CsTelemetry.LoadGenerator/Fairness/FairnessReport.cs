using System.Globalization;
using CsTelemetry.LoadGenerator.Load;

namespace CsTelemetry.LoadGenerator.Fairness;

/// <summary>The figures of one run. Rejects, sent and refused in batches.</summary>
internal sealed record FairnessReport(IReadOnlyCollection<TimeSpan> Alone, IReadOnlyCollection<TimeSpan> Beside, long QuietRejects, long FloodSent, long FloodRefused)
{
    public string Describe() => string.Create(
        CultureInfo.InvariantCulture,
        $"The quiet tenant's acks: alone p50 {Milliseconds(Alone, .5):F2} ms, p99 {Milliseconds(Alone, .99):F2} ms of {Alone.Count:N0}; beside the flood p50 {Milliseconds(Beside, .5):F2} ms, p99 {Milliseconds(Beside, .99):F2} ms of {Beside.Count:N0}.");

    public string ToLine()
    {
        var (alone, beside) = (Milliseconds(Alone, .99), Milliseconds(Beside, .99));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"alone_p99_ms={alone:F2} beside_p99_ms={beside:F2} raise_percent={(beside / alone * 100) - 100:F1} quiet_rejects={QuietRejects} flood_sent={FloodSent} flood_refused={FloodRefused}");
    }

    private static double Milliseconds(IReadOnlyCollection<TimeSpan> times, double share) => Quantile.Of(times, share).TotalMilliseconds;
}

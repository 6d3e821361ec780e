using System.Globalization;

namespace CsTelemetry.Benchmarks;

/// <summary>Holds what one call costs: the median of many bursts, and the bytes of all of them together.</summary>
internal readonly record struct Figure(double Nanoseconds, double Bytes)
{
    public static Figure Of(IReadOnlyCollection<ThreadCost> bursts, int callsPerBurst)
    {
        var sorted = bursts.Select(burst => burst.Nanoseconds).Order().ToList();
        return new(
            (double)sorted[sorted.Count / 2] / callsPerBurst,
            (double)bursts.Sum(burst => burst.Bytes) / ((long)bursts.Count * callsPerBurst));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Nanoseconds,8:F0} ns {Bytes,8:F1} B");
}

namespace CsTelemetry.Benchmarks.Scores;

/// <summary>Quantiles of times in milliseconds, by the nearest rank.</summary>
internal readonly record struct Latency(double P50, double P95, double P99)
{
    public static Latency Of(IEnumerable<double> times)
    {
        var sorted = times.Order().ToArray();
        double At(double share) => sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];
        return new Latency(At(.5), At(.95), At(.99));
    }
}

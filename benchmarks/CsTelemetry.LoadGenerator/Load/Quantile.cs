namespace CsTelemetry.LoadGenerator.Load;

/// <summary>Reads quantiles by the nearest rank.</summary>
internal static class Quantile
{
    public static TimeSpan Of(IReadOnlyCollection<TimeSpan> values, double share)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0 ? TimeSpan.Zero : sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Count) - 1, 0, sorted.Count - 1)];
    }
}

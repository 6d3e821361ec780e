namespace CsTelemetry.Adoption.Components;

/// <summary>Compares a size with a target on a logarithmic scale: the second ten matter less than the first.</summary>
internal static class LogRatio
{
    /// <summary>Computes min(1, ln(1 + value) / ln(1 + target)); null without a target above 0.</summary>
    public static double? Of(double value, double? target) =>
        target is { } full && Math.Log(1 + full) is var most and > 0
            ? Math.Min(1, Math.Log(1 + value) / most)
            : null;
}

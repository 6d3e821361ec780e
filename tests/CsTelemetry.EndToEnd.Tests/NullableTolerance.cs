namespace CsTelemetry.EndToEnd.Tests;

/// <summary>Equal when both are missing, or both are there and close.</summary>
internal sealed class NullableTolerance(double tolerance) : IEqualityComparer<double?>
{
    public bool Equals(double? x, double? y) => x is { } a && y is { } b ? Math.Abs(a - b) <= tolerance : x is null && y is null;

    public int GetHashCode(double? obj) => 0;
}

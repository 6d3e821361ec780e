namespace CsTelemetry.Adoption.Tests.Metrics;

/// <summary>Takes numbers for equal that differ by rounding.</summary>
internal sealed class NullableTolerance(double tolerance) : IEqualityComparer<double?>
{
    public bool Equals(double? x, double? y) => x is null ? y is null : y is not null && Math.Abs(x.Value - y.Value) <= tolerance;

    public int GetHashCode(double? obj) => 0;
}

namespace CsTelemetry.Adoption.Model;

/// <summary>Holds the curve of each component; null leaves its value as it is.</summary>
/// <param name="Reach">The curve of reach.</param>
/// <param name="Footprint">The curve of footprint, which need not be that of reach.</param>
/// <param name="Consistency">The curve of consistency.</param>
/// <param name="Breadth">The curve of breadth.</param>
/// <param name="Intensity">The curve of intensity.</param>
/// <param name="Resilience">The curve of resilience.</param>
/// <param name="Momentum">The curve of momentum.</param>
public sealed record ComponentCurves(
    Curve? Reach = null,
    Curve? Footprint = null,
    Curve? Consistency = null,
    Curve? Breadth = null,
    Curve? Intensity = null,
    Curve? Resilience = null,
    Curve? Momentum = null);

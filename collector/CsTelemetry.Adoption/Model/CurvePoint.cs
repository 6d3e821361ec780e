namespace CsTelemetry.Adoption.Model;

/// <summary>Marks where a curve bends.</summary>
/// <param name="X">A component's value before the curve, 0 to 1.</param>
/// <param name="Y">Its value after, 0 to 1.</param>
public readonly record struct CurvePoint(double X, double Y);

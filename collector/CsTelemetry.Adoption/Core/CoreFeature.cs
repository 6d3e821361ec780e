namespace CsTelemetry.Adoption.Core;

/// <summary>Names a feature whose adoption breadth counts.</summary>
/// <param name="Feature">The feature's key.</param>
/// <param name="Weight">Its value weight, above 0. Default 1.</param>
public sealed record CoreFeature(string Feature, double Weight = 1);

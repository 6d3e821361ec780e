namespace CsTelemetry.Adoption.Validation;

/// <summary>Holds a number with its 95 % interval from bootstrapping accounts.</summary>
/// <param name="Value">The number over all accounts.</param>
/// <param name="Low">The interval's lower end.</param>
/// <param name="High">The interval's upper end.</param>
public sealed record Estimate(double Value, double Low, double High);

namespace CsTelemetry.Collector.Api.Contracts;

/// <summary>A number with its 95 % interval from resampling accounts.</summary>
/// <param name="Value">The number over all accounts.</param>
/// <param name="Low">The interval's lower end.</param>
/// <param name="High">The interval's upper end.</param>
internal sealed record EstimatedNumber(double Value, double Low, double High);

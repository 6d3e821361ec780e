namespace CsTelemetry.Collector.Api.Contracts;

/// <summary>How many accounts would go from one band to another.</summary>
/// <param name="From">The band now; null without a score.</param>
/// <param name="To">The band then; null without a score.</param>
/// <param name="AccountCount">How many.</param>
internal sealed record BandFlow(HealthBand? From, HealthBand? To, int AccountCount);

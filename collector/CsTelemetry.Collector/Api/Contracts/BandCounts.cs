namespace CsTelemetry.Collector.Api.Contracts;

/// <summary>How many scored accounts are in each band; they sum to the scored accounts.</summary>
internal sealed record BandCounts(int Healthy, int Watch, int AtRisk);

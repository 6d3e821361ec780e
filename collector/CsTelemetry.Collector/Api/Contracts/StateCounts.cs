namespace CsTelemetry.Collector.Api.Contracts;

/// <summary>How many accounts are in each state; they sum to the accounts.</summary>
internal sealed record StateCounts(int Scored, int Onboarding, int InsufficientData, int Stale, int Excluded);

namespace CsTelemetry.Collector.Api.Contracts;

/// <summary>What became of the accounts of a band.</summary>
/// <param name="Band">The band.</param>
/// <param name="AccountMonthCount">How many account-month-ends were in it.</param>
/// <param name="LostShare">The share that was lost, 0 to 1; null when the band was empty.</param>
internal sealed record BandEvidence(HealthBand Band, int AccountMonthCount, EstimatedNumber? LostShare);

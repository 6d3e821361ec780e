namespace CsTelemetry.Collector.Api.Contracts;

/// <summary>Puts a version of the score model in force.</summary>
/// <param name="Note">Why, for those who see charts move: 1 to 2,000 characters.</param>
internal sealed record PublishScoreModelRequest(string? Note);

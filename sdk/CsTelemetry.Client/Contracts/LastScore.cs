namespace CsTelemetry.Client.Contracts;

/// <summary>The last score of an account that is stale.</summary>
/// <param name="AsOf">The day that it speaks of.</param>
/// <param name="Score">0 to 100.</param>
/// <param name="AgeDays">How many days before the day asked for that was.</param>
public sealed record LastScore(DateOnly AsOf, double Score, int AgeDays);

namespace CsTelemetry.Collector.Api.Contracts;

/// <summary>An account whose score would move.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="Before">Its score now.</param>
/// <param name="After">Its score then.</param>
/// <param name="Change">The difference in points.</param>
internal sealed record ScoreMover(string AccountId, double Before, double After, double Change);

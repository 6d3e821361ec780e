using CsTelemetry.ClickHouse.Scores;

namespace CsTelemetry.Collector.Scoring;

/// <summary>What has landed for good since the last round that was worked off.</summary>
/// <param name="Horizon">How far the logs are complete.</param>
/// <param name="Dirty">By tenant, which accounts changed and from which day on.</param>
/// <param name="OldestReceivedAt">When the first event of it was accepted; null when there is none.</param>
/// <param name="HasMore">Whether there is something beyond the horizon, or something landed since the last look.</param>
internal sealed record LandedRound(LogHorizon Horizon, IReadOnlyDictionary<string, DirtyAccounts> Dirty, DateTimeOffset? OldestReceivedAt, bool HasMore);

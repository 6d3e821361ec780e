namespace CsTelemetry.Collector.Querying;

/// <summary>What has landed of an account through one log since a mark.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="AccountId">The account.</param>
/// <param name="Log">The log.</param>
/// <param name="FirstDay">The earliest day of what lies within the horizon; null when all of it lies beyond.</param>
/// <param name="NewestBatch">The newest batch, within or beyond.</param>
/// <param name="OldestReceivedAt">When the first event of what lies within the horizon was accepted; null when all of it lies beyond.</param>
internal readonly record struct LandedAccount(string Tenant, string AccountId, ulong Log, DateOnly? FirstDay, ulong NewestBatch, DateTimeOffset? OldestReceivedAt);

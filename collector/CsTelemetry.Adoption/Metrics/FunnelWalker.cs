namespace CsTelemetry.Adoption.Metrics;

/// <summary>Holds what one person, or one account, did of a funnel's features.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="UserId">The person; empty where the account as a whole is looked at.</param>
/// <param name="Events">The uses of the steps' features, in any order.</param>
public sealed record FunnelWalker(string AccountId, string UserId, IReadOnlyList<FunnelEvent> Events);

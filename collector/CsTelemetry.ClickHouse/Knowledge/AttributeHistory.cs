namespace CsTelemetry.ClickHouse.Knowledge;

/// <summary>Is what events said of one attribute of one account or user, each time that they said something else.</summary>
/// <param name="Tenant">Whose.</param>
/// <param name="AccountId">The account.</param>
/// <param name="UserId">The user; empty when it is about the account.</param>
/// <param name="Attribute">The attribute.</param>
/// <param name="Changes">When they said what, the earliest first; the newest two hundred.</param>
public sealed record AttributeHistory(string Tenant, string AccountId, string UserId, string Attribute, IReadOnlyList<(DateTimeOffset At, string Value)> Changes);

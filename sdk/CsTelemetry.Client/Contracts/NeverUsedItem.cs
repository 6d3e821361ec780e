namespace CsTelemetry.Client.Contracts;

/// <summary>An account or a person entitled to a feature that has not touched it.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="UserId">The person; null in a list of accounts.</param>
/// <param name="Role">The person's role; null when unknown, and in a list of accounts.</param>
/// <param name="Plan">The account's plan; null when unknown.</param>
/// <param name="Segment">The account's segment; null when unknown.</param>
/// <param name="Start">The first day with the product; null when unknown.</param>
/// <param name="LastSeen">The last day with any event; null when there was none.</param>
public sealed record NeverUsedItem(string AccountId, string? UserId, string? Role, string? Plan, string? Segment, DateOnly? Start, DateOnly? LastSeen);

namespace ProjectBoard.Data;

/// <summary>A customer.</summary>
internal sealed record Tenant(string Id, string Name, string Plan, int Seats, DateTime RenewsOn);

namespace ProjectBoard.Data;

/// <summary>A board of a tenant.</summary>
internal sealed record Board(int Id, string TenantId, string Name, bool GreetsNewCards);

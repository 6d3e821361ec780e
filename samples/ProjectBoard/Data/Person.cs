namespace ProjectBoard.Data;

/// <summary>Somebody who can sign in. The password is "demo" for everybody.</summary>
internal sealed record Person(string Id, string Name, string Role, string TenantId);

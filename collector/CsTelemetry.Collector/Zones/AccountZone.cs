namespace CsTelemetry.Collector.Zones;

/// <summary>The time zone of an account, as it was told.</summary>
/// <param name="Tenant">Whose account it is.</param>
/// <param name="AccountId">The account.</param>
/// <param name="Zone">The zone's IANA name.</param>
/// <param name="ToldAt">When it was true, in milliseconds since 1970: of two, the later holds.</param>
internal readonly record struct AccountZone(string Tenant, string AccountId, string Zone, long ToldAt);

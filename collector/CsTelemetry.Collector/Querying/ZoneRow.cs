namespace CsTelemetry.Collector.Querying;

/// <summary>What an account told of its time zone. Times are milliseconds since 1970.</summary>
internal readonly record struct ZoneRow(string Tenant, string AccountId, string Zone, long ToldAt, long SeenAt);

namespace CsTelemetry.ClickHouse.Quarantine;

/// <summary>A place in the list of a tenant's events, which is sorted by time, newest first, and then by id.</summary>
public readonly record struct QuarantinePlace(DateTimeOffset ReceivedAt, QuarantineId Id);

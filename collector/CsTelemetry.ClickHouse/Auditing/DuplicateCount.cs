namespace CsTelemetry.ClickHouse.Auditing;

/// <summary>What is stored more than once of the events of a month.</summary>
/// <param name="Identities">Events that have a copy.</param>
/// <param name="Surplus">Rows too many.</param>
/// <param name="AcrossLogs">Those of the events whose copies came through more than one collector.</param>
/// <param name="Conflicts">Identities under which different events are stored: a client has used a number twice. No copies; they stay.</param>
public readonly record struct DuplicateCount(long Identities, long Surplus, long AcrossLogs, long Conflicts);

namespace CsTelemetry.Collector.Api.Contracts;

/// <summary>One page of the audit log, newest first.</summary>
/// <param name="Items">The acts of this page.</param>
/// <param name="NextCursor">Pass it as `cursor` for the next page; null on the last one.</param>
internal sealed record AuditLogPage(IReadOnlyList<AuditLogEntry> Items, string? NextCursor);

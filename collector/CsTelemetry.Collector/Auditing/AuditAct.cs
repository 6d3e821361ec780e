namespace CsTelemetry.Collector.Auditing;

/// <summary>What was done, for the audit log.</summary>
/// <param name="Actor">Who did it.</param>
/// <param name="Action">What, such as `key.create`; see <see cref="AuditActions"/>.</param>
/// <param name="Target">On what. Never a secret, never a person: name an erasure by its receipt.</param>
/// <param name="Tenant">Whose; null for the collector's own things.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Detail">More of it; null for nothing.</param>
internal sealed record AuditAct(
    AuditActor Actor, string Action, string Target, string? Tenant = null, AuditOutcome Outcome = AuditOutcome.Done, string? Detail = null);

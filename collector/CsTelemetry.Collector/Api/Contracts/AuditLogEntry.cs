namespace CsTelemetry.Collector.Api.Contracts;

/// <summary>One administrative act.</summary>
/// <param name="Number">Its place in the audit log; they rise, and those of other tenants are missing.</param>
/// <param name="At">When.</param>
/// <param name="Actor">Who: `key:PREFIX`, or `operator:NAME` for somebody at the collector's machine.</param>
/// <param name="From">From where: an IP address, or `local`.</param>
/// <param name="Action">What, such as `key.create`.</param>
/// <param name="Target">On what, such as a key's prefix or an erasure's receipt.</param>
/// <param name="Outcome">`done`, `refused` or `failed`.</param>
/// <param name="Detail">More of it; null if there is nothing more to say.</param>
internal sealed record AuditLogEntry(
    long Number, DateTimeOffset At, string Actor, string From, string Action, string Target, string Outcome, string? Detail);

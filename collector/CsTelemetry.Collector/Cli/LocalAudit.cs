using CsTelemetry.Collector.Auditing;

namespace CsTelemetry.Collector.Cli;

/// <summary>Notes what the operator of this machine does in the audit log of a data directory.</summary>
internal static class LocalAudit
{
    public static async Task NoteAsync(string data, string action, string target, string? tenant, string? refusal = null, string? detail = null)
    {
        using var log = new AuditLog(new AuditFiles(data), TimeProvider.System);
        await log.NoteAsync(
            new AuditAct(AuditActor.Operator(), action, target, tenant, refusal is null ? AuditOutcome.Done : AuditOutcome.Refused, refusal ?? detail),
            CancellationToken.None);
    }
}

using CsTelemetry.Collector.Auditing;
using CsTelemetry.Collector.Tenancy;

namespace CsTelemetry.Collector.Api;

/// <summary>Notes what callers of the API have administered. Thread-safe.</summary>
internal sealed class ApiAudit(IAdministrativeLog log, ILogger<ApiAudit> logger)
{
    /// <summary>Notes an act of a key on its own tenant. The act stands and is answered as it stands, also when it cannot be noted.</summary>
    public async Task NoteAsync(Caller caller, string action, string target, AuditOutcome outcome, string? detail = null)
    {
        try
        {
            await log.NoteAsync(new AuditAct(AuditActor.Key(caller.KeyPrefix, caller.From), action, target, caller.Tenant, outcome, detail), CancellationToken.None);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Log.ActNotNoted(logger, action, target, exception);
        }
    }
}

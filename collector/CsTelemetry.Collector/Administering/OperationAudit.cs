using CsTelemetry.Collector.Auditing;

namespace CsTelemetry.Collector.Administering;

/// <summary>Follows one operation by its lines, and notes once in the audit log what became of it. Used by one operation.</summary>
internal sealed class OperationAudit(IAdministrativeLog log, AdministrativeAct? act, ILogger logger)
{
    private const string ReceiptField = "receipt_id";

    private AdministrationLine? _last;
    private string? _receipt;
    private bool _isNoted;

    /// <summary>Takes a line in; with the last one the act is noted.</summary>
    /// <returns>What is to be told before that line; null as a rule.</returns>
    public async Task<AdministrationLine?> FollowAsync(AdministrationLine line)
    {
        _receipt ??= (line.Data as System.Text.Json.Nodes.JsonObject)?[ReceiptField]?.ToString();
        if (line.Kind is not (LineKind.Result or LineKind.Error))
        {
            return null;
        }

        _last = line;
        return await NoteAsync();
    }

    /// <summary>Notes the act, unless that was done: whoever asked is gone, or has interrupted it.</summary>
    public Task EndAsync() => NoteAsync();

    private async Task<AdministrationLine?> NoteAsync()
    {
        if (act is null || _isNoted)
        {
            return null;
        }

        _isNoted = true;
        var outcome = _last?.Exit switch
        {
            ExitCodes.Done or ExitCodes.Found => AuditOutcome.Done,
            ExitCodes.Usage => AuditOutcome.Refused,
            _ => AuditOutcome.Failed,
        };
        try
        {
            await log.NoteAsync(new AuditAct(AuditActor.Operator(), act.Action, _receipt ?? act.Target, act.Tenant, outcome, DetailOf(_last)), CancellationToken.None);
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Log.ActNotNoted(logger, act.Action, exception);
            return AdministrationLine.Fault($"This could not be written into the audit log: {exception.Message}");
        }
    }

    // An erasure's receipt says who it was to those who know; its words are not repeated here.
    private string? DetailOf(AdministrationLine? last) => last is null ? "interrupted" : _receipt is null ? last.Text : null;
}

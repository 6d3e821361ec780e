using CsTelemetry.ClickHouse.Knowledge;
using CsTelemetry.Collector.Auditing;
using CsTelemetry.Collector.Knowing;
using CsTelemetry.Collector.Tenancy;

namespace CsTelemetry.Collector.Api.Knowledge;

/// <summary>Notes in the audit log who changed what is known. Users are not named: the log outlives their erasure. Thread-safe.</summary>
internal sealed class KnowledgeActs(ApiAudit audit)
{
    /// <summary>Notes a call's changes as one act; a call that changed nothing is none.</summary>
    public Task NoteAsync(Caller caller, IReadOnlyList<KnowledgeOutcome> outcomes)
    {
        var changed = outcomes.Where(outcome => outcome.IsTaken && outcome.Kind != KnowledgeOutcomeKind.Unchanged).ToList();
        return changed.Count switch
        {
            0 => Task.CompletedTask,
            1 => NoteAsync(caller, changed[0].Kind == KnowledgeOutcomeKind.Removed ? AuditActions.KnowledgeRemove : AuditActions.KnowledgeWrite, Target(changed[0].Key), null),
            _ => NoteAsync(caller, AuditActions.KnowledgeWrite, $"{changed.Count} documents", string.Join(", ", changed.CountBy(outcome => outcome.Key.Kind).Select(kind => $"{kind.Value} {kind.Key.ToString().ToLowerInvariant()}"))),
        };
    }

    /// <summary>Notes an import.</summary>
    public Task NoteImportAsync(Caller caller, string kind, string counts) => NoteAsync(caller, AuditActions.KnowledgeImport, kind, counts);

    private Task NoteAsync(Caller caller, string action, string target, string? detail) => audit.NoteAsync(caller, action, target, AuditOutcome.Done, detail);

    private static string Target(KnowledgeKey key) => key.Kind == KnowledgeKind.User ? $"a user of account {key.AccountId}" : $"{key.Kind.ToString().ToLowerInvariant()} {key.Id}";
}

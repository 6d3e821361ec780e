using System.Text;
using CsTelemetry.ClickHouse.Knowledge;
using CsTelemetry.Collector.Knowing.Documents;

namespace CsTelemetry.Collector.Knowing;

/// <summary>Decides what becomes of documents to be written, one after the other, each seeing those before it. No I/O. Not thread-safe.</summary>
internal sealed class KnowledgeDraft(KnowledgeState state, KnowledgeOptions options, string author, long firstVersion)
{
    /// <summary>The most bytes of an id, as in events.</summary>
    public const int MaxIdBytes = 256;

    private readonly Dictionary<(KnowledgeKey Key, KnowledgeSource Source), KnowledgeRow> _drafted = [];
    private readonly List<KnowledgeRow> _rows = [];
    private readonly List<KnowledgeOutcome> _outcomes = [];
    private readonly Dictionary<KnowledgeKind, int> _grown = [];
    private long _grownBytes;

    /// <summary>Gets the versions to add.</summary>
    public IReadOnlyList<KnowledgeRow> Rows => _rows;

    /// <summary>Gets what becomes of each, in the order that they were given.</summary>
    public IReadOnlyList<KnowledgeOutcome> Outcomes => _outcomes;

    public void Add(KnowledgeWrite write) => _outcomes.Add(Decide(write));

    /// <summary>Returns the outcomes when nothing is written because something could not be.</summary>
    public IReadOnlyList<KnowledgeOutcome> HeldBack() =>
        [.. _outcomes.Select(outcome => outcome.IsTaken && outcome.Kind != KnowledgeOutcomeKind.Unchanged
            ? new KnowledgeOutcome(outcome.Key, KnowledgeOutcomeKind.HeldBack, state.Find(outcome.Key).Standing, [new KnowledgeFault("", "Nothing was written: others of the call cannot be so.")])
            : outcome)];

    /// <summary>Returns the outcome of a write for which another collector did not make room.</summary>
    public static KnowledgeOutcome Contested(KnowledgeState state, KnowledgeWrite write) => Refused(
        write, KnowledgeOutcomeKind.ConditionFailed, state.Find(write.Key).Standing, "Others are changing the document through another collector just now. Read it again, and decide anew.");

    private KnowledgeOutcome Decide(KnowledgeWrite write)
    {
        if (IdFault(write.Key) is { } idFault)
        {
            return Refused(write, KnowledgeOutcomeKind.Invalid, null, idFault);
        }

        var standing = Standing(write);
        if (write.Condition.Fault(standing is null ? null : KnowledgeTag.Of(standing)) is { } failed)
        {
            return Refused(write, KnowledgeOutcomeKind.ConditionFailed, standing, failed);
        }

        var (body, faults) = write.Edit.Apply(write.Key.Kind, standing);
        return faults.Count > 0 ? new KnowledgeOutcome(write.Key, KnowledgeOutcomeKind.Invalid, standing, faults)
            : body is null ? Remove(write, standing)
            : standing is not null && standing.Body.Span.SequenceEqual(body) ? new KnowledgeOutcome(write.Key, KnowledgeOutcomeKind.Unchanged, standing, [])
            : LimitFault(write, standing, body) is { } limit ? Refused(write, KnowledgeOutcomeKind.LimitReached, standing, limit)
            : Take(write, standing, body);
    }

    private KnowledgeRow? Standing(KnowledgeWrite write)
    {
        var row = _drafted.GetValueOrDefault((write.Key, write.Source));
        var entry = state.Find(write.Key);
        return row is not null ? row.IsRemoved ? null : row
            : write.Source == KnowledgeSource.Told ? entry.Standing : entry.Said;
    }

    private KnowledgeOutcome Remove(KnowledgeWrite write, KnowledgeRow? standing)
    {
        if (standing is null)
        {
            return Refused(write, KnowledgeOutcomeKind.NotFound, null, "There is no such document.");
        }

        Draft(write, []);
        _grownBytes -= standing.Body.Length;
        return new KnowledgeOutcome(write.Key, KnowledgeOutcomeKind.Removed, null, []);
    }

    private KnowledgeOutcome Take(KnowledgeWrite write, KnowledgeRow? standing, byte[] body)
    {
        if (standing is null && state.Find(write.Key).IsEmpty)
        {
            _grown[write.Key.Kind] = _grown.GetValueOrDefault(write.Key.Kind) + 1;
        }

        _grownBytes += body.Length - (standing?.Body.Length ?? 0);
        return new KnowledgeOutcome(write.Key, standing is null ? KnowledgeOutcomeKind.Created : KnowledgeOutcomeKind.Changed, Draft(write, body), []);
    }

    private KnowledgeRow Draft(KnowledgeWrite write, byte[] body)
    {
        var row = new KnowledgeRow(write.Key, write.Source, firstVersion + (_rows.Count * (long)TenantBook.VersionStep), author, write.Edit.IsRemoval, body);
        _rows.Add(row);
        _drafted[(write.Key, write.Source)] = row;
        return row;
    }

    private string? LimitFault(KnowledgeWrite write, KnowledgeRow? standing, byte[] body)
    {
        var most = options.MaxCount(write.Key.Kind);
        var count = state.Count(write.Key.Kind) + _grown.GetValueOrDefault(write.Key.Kind);
        return standing is null && state.Find(write.Key).IsEmpty && count >= most
            ? $"The tenant has {count} documents of the kind {write.Key.Kind.ToString().ToLowerInvariant()}; it may have {most} (Knowledge:{KnowledgeOptions.MaxCountName(write.Key.Kind)})."
            : state.Bytes + _grownBytes + body.Length - (standing?.Body.Length ?? 0) > options.MaxBytes
                ? $"The tenant's documents would have more than {options.MaxBytes} bytes (Knowledge:MaxBytes)."
                : null;
    }

    private static string? IdFault(KnowledgeKey key) =>
        IdFault("id", key.Id) ?? (key.Kind is KnowledgeKind.Account or KnowledgeKind.User ? IdFault("account id", key.AccountId) : null);

    private static string? IdFault(string name, string id) =>
        TextFaults.Find(id, MaxIdBytes) is { } fault ? $"The {name}: {fault}"
        : Encoding.UTF8.GetByteCount(id) > MaxIdBytes ? $"The {name} has more than {MaxIdBytes} bytes of UTF-8."
        : null;

    private static KnowledgeOutcome Refused(KnowledgeWrite write, KnowledgeOutcomeKind kind, KnowledgeRow? standing, string detail) =>
        new(write.Key, kind, standing, [new KnowledgeFault("", detail)]);
}

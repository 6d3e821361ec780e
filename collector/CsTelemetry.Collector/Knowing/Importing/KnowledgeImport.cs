using System.Globalization;
using CsTelemetry.Collector.Knowing.Documents;

namespace CsTelemetry.Collector.Knowing.Importing;

/// <summary>Imports a file row by row: what can be taken is, each other row is reported. Thread-safe.</summary>
internal sealed class KnowledgeImport(KnowledgeBook book)
{
    public const int MaxFaultCount = 1000;
    private const int ChunkCount = 500;

    /// <param name="tenant">Whose it is.</param>
    /// <param name="author">Who imports it.</param>
    /// <param name="form">What the rows are.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="isDry">Whether nothing is written.</param>
    /// <param name="cancellationToken">Ends it; what was taken by then stays.</param>
    /// <exception cref="InvalidDataException">The file itself cannot be read from some row on; what came before stays.</exception>
    public async Task<ImportReport> RunAsync(string tenant, string author, ImportForm form, IEnumerable<ImportRow> rows, bool isDry, CancellationToken cancellationToken)
    {
        var run = new Run(book, tenant, author, isDry);
        var documents = new ImportDocuments(form);
        foreach (var row in rows)
        {
            run.Rows++;
            var (change, fault) = row.Fields is null ? (null, row.Fault) : documents.Add(row.Number, row.Fields);
            if (fault is not null)
            {
                run.Fail(fault);
            }

            await run.AddAsync(change, cancellationToken);
        }

        foreach (var change in documents.Timelines())
        {
            await run.AddAsync(change, cancellationToken);
        }

        await run.FlushAsync(cancellationToken);
        return run.Report();
    }

    private sealed class Run(KnowledgeBook book, string tenant, string author, bool isDry)
    {
        private readonly List<ImportChange> _waiting = [];
        private readonly List<ImportFault> _faults = [];
        private readonly Dictionary<KnowledgeOutcomeKind, long> _counts = [];
        private long _failed;

        public long Rows { get; set; }

        public void Fail(ImportFault fault)
        {
            _failed++;
            Note(fault);
        }

        public async Task AddAsync(ImportChange? change, CancellationToken cancellationToken)
        {
            if (change is not null)
            {
                _waiting.Add(change);
                if (_waiting.Count == ChunkCount)
                {
                    await FlushAsync(cancellationToken);
                }
            }
        }

        public async Task FlushAsync(CancellationToken cancellationToken)
        {
            if (_waiting.Count == 0)
            {
                return;
            }

            var writes = _waiting.Select(change => new KnowledgeWrite(change.Key, change.Edit)).ToList();
            var outcomes = isDry ? await book.TryAsync(tenant, writes, cancellationToken) : await book.WriteAsync(tenant, author, writes, isAtomic: false, cancellationToken);
            foreach (var (outcome, change) in outcomes.Zip(_waiting))
            {
                Note(outcome, change);
            }

            _waiting.Clear();
        }

        public ImportReport Report() => new(
            Rows, Count(KnowledgeOutcomeKind.Created), Count(KnowledgeOutcomeKind.Changed), Count(KnowledgeOutcomeKind.Unchanged), _failed, [.. _faults.OrderBy(fault => fault.Row)], isDry);

        private void Note(KnowledgeOutcome outcome, ImportChange change)
        {
            if (outcome.IsTaken)
            {
                _counts[outcome.Kind] = Count(outcome.Kind) + 1;
                return;
            }

            _failed += change.Rows.Count;
            foreach (var fault in outcome.Faults)
            {
                Note(FaultOf(fault, change.Rows));
            }
        }

        // /seats/3/from is the field `from` of the fourth row of the timeline.
        private static ImportFault FaultOf(KnowledgeFault fault, IReadOnlyList<long> rows)
        {
            var steps = fault.Pointer.Split('/', StringSplitOptions.RemoveEmptyEntries);
            var index = steps.Length > 1 && int.TryParse(steps[1], NumberStyles.None, CultureInfo.InvariantCulture, out var line) && rows.Count > 1 && line < rows.Count ? line : 0;
            return new ImportFault(rows[index], steps.Length > 2 ? steps[^1] : steps.Length > 0 ? steps[0] : "", fault.Detail);
        }

        private void Note(ImportFault fault)
        {
            if (_faults.Count < MaxFaultCount)
            {
                _faults.Add(fault);
            }
        }

        private long Count(KnowledgeOutcomeKind kind) => _counts.GetValueOrDefault(kind);
    }
}

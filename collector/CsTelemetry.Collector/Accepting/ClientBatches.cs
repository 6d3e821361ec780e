using CsTelemetry.Collector.Journal;

namespace CsTelemetry.Collector.Accepting;

/// <summary>The batches of one client instance that are on disk.</summary>
internal sealed class ClientBatches(string tenant, ulong clientInstanceId)
{
    /// <summary>How many batches keep their rejections, for the answer to a retry; beyond, those of the oldest are forgotten.</summary>
    public const int MaxRememberedRejections = 256;

    private readonly Dictionary<ulong, IReadOnlyList<RejectedIndex>> _rejected = [];
    private readonly Queue<ulong> _rejectedOrder = [];

    public string Tenant { get; } = tenant;

    public ulong ClientInstanceId { get; } = clientInstanceId;

    public DateTimeOffset LastSeen { get; private set; }

    public SequenceRanges Sequences { get; private init; } = new();

    public IReadOnlyDictionary<ulong, IReadOnlyList<RejectedIndex>> Rejected => _rejected;

    public IReadOnlyList<RejectedIndex> RejectedOf(ulong batchSequence) => _rejected.GetValueOrDefault(batchSequence, []);

    public void Add(ulong batchSequence, IReadOnlyList<RejectedIndex> rejected, DateTimeOffset seen)
    {
        Sequences.Add(batchSequence);
        Saw(seen);
        if (rejected.Count == 0 || !_rejected.TryAdd(batchSequence, rejected))
        {
            return;
        }

        _rejectedOrder.Enqueue(batchSequence);
        if (_rejectedOrder.Count > MaxRememberedRejections)
        {
            _rejected.Remove(_rejectedOrder.Dequeue());
        }
    }

    public void Saw(DateTimeOffset seen) => LastSeen = seen > LastSeen ? seen : LastSeen;

    public ClientBatches Copy()
    {
        var copy = new ClientBatches(Tenant, ClientInstanceId);
        foreach (var (first, last) in Sequences.Ranges)
        {
            copy.Sequences.Restore(first, last);
        }

        foreach (var sequence in _rejectedOrder)
        {
            copy._rejected.Add(sequence, _rejected[sequence]);
            copy._rejectedOrder.Enqueue(sequence);
        }

        copy.Saw(LastSeen);
        return copy;
    }
}

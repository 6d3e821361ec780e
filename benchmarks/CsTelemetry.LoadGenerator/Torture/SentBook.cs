namespace CsTelemetry.LoadGenerator.Torture;

/// <summary>Keeps every batch that was ever sent, and what the clients saw that the contract forbids. Thread-safe.</summary>
internal sealed class SentBook
{
    private readonly Lock _gate = new();
    private readonly List<SentBatch> _batches = [];
    private readonly Dictionary<ulong, (ulong Batch, ulong Sequence)> _used = [];
    private readonly Dictionary<string, long> _answers = [];
    private readonly List<string> _broken = [];

    public IReadOnlyList<SentBatch> Batches
    {
        get
        {
            lock (_gate)
            {
                return [.. _batches];
            }
        }
    }

    /// <summary>Gets what was answered, and how often.</summary>
    public IReadOnlyDictionary<string, long> Answers
    {
        get
        {
            lock (_gate)
            {
                return new Dictionary<string, long>(_answers);
            }
        }
    }

    /// <summary>Gets the answers that break the contract, in words.</summary>
    public IReadOnlyList<string> Broken
    {
        get
        {
            lock (_gate)
            {
                return [.. _broken];
            }
        }
    }

    /// <summary>Takes the client's next numbers.</summary>
    public SentBatch Next(ulong client, int count)
    {
        lock (_gate)
        {
            var (number, sequence) = _used.GetValueOrDefault(client);
            var batch = new SentBatch(client, number + 1, sequence + 1, count);
            _used[client] = (number + 1, sequence + (ulong)count);
            _batches.Add(batch);
            return batch;
        }
    }

    /// <summary>Picks any batch that was acknowledged, of any client; null when it finds none soon.</summary>
    public SentBatch? AnyAcknowledged(Random random)
    {
        lock (_gate)
        {
            var picked = _batches.Count == 0 ? null : _batches[random.Next(_batches.Count)];
            return picked is { IsAcknowledged: true } ? picked : null;
        }
    }

    public void Answered(string status)
    {
        lock (_gate)
        {
            _answers[status] = _answers.GetValueOrDefault(status) + 1;
        }
    }

    public void Broke(string what)
    {
        lock (_gate)
        {
            _broken.Add(what);
        }
    }
}

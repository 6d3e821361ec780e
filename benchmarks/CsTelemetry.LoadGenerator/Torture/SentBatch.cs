namespace CsTelemetry.LoadGenerator.Torture;

/// <summary>One batch that was sent at least once: the events First to First + Count - 1 of its client.</summary>
internal sealed class SentBatch(ulong client, ulong number, ulong first, int count)
{
    private volatile bool _acknowledged;

    public ulong Client => client;

    public ulong Number => number;

    public ulong First => first;

    public int Count => count;

    public IEnumerable<ulong> Sequences => Enumerable.Range(0, count).Select(i => first + (ulong)i);

    /// <summary>Gets whether a reply was seen that says that it is on disk: from then on it must never be lost.</summary>
    public bool IsAcknowledged => _acknowledged;

    public void Acknowledge() => _acknowledged = true;
}

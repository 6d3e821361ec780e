using CsTelemetry.Collector.Events;
using CsTelemetry.Collector.Journal;

namespace CsTelemetry.Collector.Storing;

/// <summary>Collects batches until they are as many as one insert may hold.</summary>
internal sealed class BatchFill(StoreOptions options)
{
    private readonly List<JournaledBatch> _batches = [];
    private readonly HashSet<int> _months = [];
    private long _first;
    private long _last;
    private int _events;
    private long _characters;

    public bool IsEmpty => _batches.Count == 0;

    public bool IsFull => _events >= options.MaxBatchEvents || _characters >= options.MaxBatchCharacters || _months.Count >= StoreOptions.MaxBatchMonths;

    /// <summary>Gets the sequence of the first batch.</summary>
    public long First => _first;

    /// <summary>Gets when the first batch was added, by the clock's timestamp.</summary>
    public long StartedAt { get; private set; }

    /// <summary>Whether the batch may join: its months must not take the insert over what the store accepts.</summary>
    public bool Takes(JournaledBatch batch) =>
        IsEmpty || _months.Union(batch.Events.Select(stored => FrozenBatch.MonthOf(stored.Day))).Count() <= StoreOptions.MaxBatchMonths;

    public void Add(long sequence, JournaledBatch batch, long now)
    {
        if (IsEmpty)
        {
            _first = sequence;
            StartedAt = now;
        }

        _last = sequence;
        _batches.Add(batch);
        _events += batch.Events.Count;
        foreach (var stored in batch.Events)
        {
            _months.Add(FrozenBatch.MonthOf(stored.Day));
            _characters += CharactersOf(stored);
        }
    }

    /// <summary>Hands out what was collected and starts anew.</summary>
    public FrozenBatch Cut(bool isPinned)
    {
        var frozen = new FrozenBatch(new FrozenRange(_first, _last, _events), [.. _batches], isPinned);
        _batches.Clear();
        _months.Clear();
        (_events, _characters) = (0, 0);
        return frozen;
    }

    private static int CharactersOf(UsageEvent stored)
    {
        var characters = stored.AccountId.Length + stored.UserId.Length + stored.Feature.Length + stored.SessionId.Length;
        foreach (var property in stored.Properties)
        {
            characters += property.Key.Length + property.Value.Length;
        }

        return characters;
    }
}

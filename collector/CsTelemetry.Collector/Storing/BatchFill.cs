using CsTelemetry.Collector.Journal;

namespace CsTelemetry.Collector.Storing;

/// <summary>Collects the rows of batches until they are as many as one insert may hold.</summary>
internal sealed class BatchFill(StoreOptions options)
{
    private readonly EventColumns _columns = new();
    private readonly HashSet<int> _months = [];
    private readonly HashSet<int> _days = [];
    private long _first;
    private long _last;
    private int _rejected;
    private bool _isHandedOut;

    public bool IsEmpty { get; private set; } = true;

    public bool IsFull => _columns.Count >= options.MaxBatchEvents || _columns.TextBytes >= options.MaxBatchTextBytes || _months.Count >= StoreOptions.MaxBatchMonths;

    /// <summary>Gets the sequence of the first batch.</summary>
    public long First => _first;

    /// <summary>Gets when the first batch came, by the clock's timestamp.</summary>
    public long StartedAt { get; private set; }

    /// <summary>Gets how long it waits for more since then.</summary>
    public TimeSpan Wait => options.WaitWith(_columns.Count);

    /// <summary>Adds a batch. False, and nothing is added, if its months would take the insert over what the store accepts.</summary>
    /// <param name="sequence">Its place in the log.</param>
    /// <param name="batch">The batch.</param>
    /// <param name="cameAt">When it came at the earliest, by the clock's timestamp.</param>
    /// <param name="mustJoin">Whether it is part of a cut that was made before.</param>
    public bool TryAdd(long sequence, in BatchRecord batch, long cameAt, bool mustJoin = false)
    {
        if (_isHandedOut)
        {
            _columns.Clear();
            _isHandedOut = false;
        }

        var (rows, textBytes) = (_columns.Count, _columns.TextBytes);
        _columns.Add(batch);
        if (!Admit(rows) && !IsEmpty && !mustJoin)
        {
            _columns.Truncate(rows, textBytes);
            CountMonths();
            return false;
        }

        if (IsEmpty)
        {
            (_first, StartedAt, IsEmpty) = (sequence, cameAt, false);
        }

        _last = sequence;
        _rejected += batch.Rejected.Length;
        return true;
    }

    /// <summary>Hands out what was collected and starts anew. The rows are there until the next one is added.</summary>
    public FrozenBatch Cut(bool isPinned)
    {
        var range = new FrozenRange(_first, _last, _columns.Count);
        var frozen = new FrozenBatch(RangeFootprint.Of(range, _columns, _rejected), _columns, isPinned);
        _months.Clear();
        _days.Clear();
        (_rejected, IsEmpty, _isHandedOut) = (0, true, true);
        return frozen;
    }

    private bool Admit(int fromRow)
    {
        foreach (var day in _columns.Day.AsSpan(fromRow, _columns.Count - fromRow))
        {
            if (_days.Add(day))
            {
                _months.Add(Calendar.MonthOf(day));
            }
        }

        return _months.Count <= StoreOptions.MaxBatchMonths;
    }

    private void CountMonths()
    {
        _months.Clear();
        _days.Clear();
        Admit(0);
    }
}

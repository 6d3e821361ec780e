using CsTelemetry.Collector.Journal;
using CsTelemetry.Wal;

namespace CsTelemetry.Collector.Storing;

/// <summary>
/// Cuts the log into inserts. A cut that the log already knows (pinned) is made again exactly; behind the last of
/// them, new ones are cut when they are full or have waited long enough. One user at a time.
/// </summary>
internal sealed class BatchCutter(WalCursor cursor, IEnumerable<FrozenRange> pinned, StoreOptions options, TimeProvider time)
{
    private readonly Queue<FrozenRange> _pinned = new(pinned.OrderBy(range => range.First));
    private readonly BatchFill _fill = new(options);
    private (long Sequence, byte[] Record)? _held;
    private long? _lookedAt;

    /// <summary>Gets the sequence up to which every batch has been handed out.</summary>
    public long HandedOutThrough =>
        !_fill.IsEmpty ? _fill.First - 1
        : _held is { } held ? held.Sequence - 1
        : cursor.Position;

    /// <summary>Returns the next cut; null when there has been nothing to cut for as long as <paramref name="patience"/>: everything durable was handed out.</summary>
    public async Task<FrozenBatch?> NextAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        var cut = await CutAsync(patience, cancellationToken);
        _lookedAt = time.GetTimestamp();
        return cut;
    }

    private async Task<FrozenBatch?> CutAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        // What is there already came while the cut before was stored, and has waited since.
        var asked = time.GetTimestamp();
        for (var cameAt = _lookedAt ?? asked; ; cameAt = time.GetTimestamp())
        {
            if (Fill(cameAt) is { } cut)
            {
                return cut;
            }

            var waited = _fill.IsEmpty ? TimeSpan.Zero : time.GetElapsedTime(_fill.StartedAt);
            if (!_fill.IsEmpty && waited >= _fill.Wait)
            {
                return _fill.Cut(isPinned: false);
            }

            // Records that are no batches do not prolong it.
            var limit = _fill.IsEmpty ? patience - time.GetElapsedTime(asked) : _fill.Wait - waited;
            if ((limit <= TimeSpan.Zero || !await MoreAsync(limit, cancellationToken)) && _fill.IsEmpty)
            {
                return null;
            }
        }
    }

    private FrozenBatch? Fill(long cameAt)
    {
        while (TryRead(out var sequence, out var record))
        {
            var cut = _pinned.TryPeek(out var range) ? AddPinned(range, sequence, record, cameAt) : AddNew(sequence, record, cameAt);
            if (cut is not null)
            {
                return cut;
            }
        }

        return null;
    }

    private FrozenBatch? AddPinned(FrozenRange range, long sequence, ReadOnlySpan<byte> record, long cameAt)
    {
        if (sequence > range.Last)
        {
            // The pinned range's last record is gone (skipped as damaged): what is left of it is cut here.
            _held = (sequence, record.ToArray());
            _pinned.Dequeue();
            return _fill.IsEmpty ? null : _fill.Cut(isPinned: true);
        }

        _fill.TryAdd(sequence, BatchRecord.Read(record), cameAt, mustJoin: true);
        if (sequence < range.Last)
        {
            return null;
        }

        _pinned.Dequeue();
        return _fill.Cut(isPinned: true);
    }

    private FrozenBatch? AddNew(long sequence, ReadOnlySpan<byte> record, long cameAt)
    {
        if (!_fill.TryAdd(sequence, BatchRecord.Read(record), cameAt))
        {
            _held = (sequence, record.ToArray());
            return _fill.Cut(isPinned: false);
        }

        return _fill.IsFull ? _fill.Cut(isPinned: false) : null;
    }

    private bool TryRead(out long sequence, out ReadOnlySpan<byte> record)
    {
        if (_held is { } held)
        {
            _held = null;
            sequence = held.Sequence;
            record = held.Record;
            return true;
        }

        while (cursor.TryRead(out var next))
        {
            if (BatchRecord.IsReadable(next.Payload.Span))
            {
                sequence = next.Sequence;
                record = next.Payload.Span;
                return true;
            }
        }

        sequence = 0;
        record = [];
        return false;
    }

    private async Task<bool> MoreAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            if (!await cursor.WaitAsync(either.Token))
            {
                // A closed log is a quiet one; it must not be asked in circles.
                await Task.Delay(Timeout.InfiniteTimeSpan, time, either.Token);
            }

            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}

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
    private (long Sequence, JournaledBatch Batch)? _held;

    /// <summary>Gets whether everything durable has been handed out.</summary>
    public bool IsDry => _fill.IsEmpty && _held is null;

    /// <summary>Gets the sequence up to which every batch has been handed out.</summary>
    public long HandedOutThrough =>
        !_fill.IsEmpty ? _fill.First - 1
        : _held is { } held ? held.Sequence - 1
        : cursor.Position;

    /// <summary>Returns the next cut; null when there is nothing to cut for as long as <paramref name="patience"/>.</summary>
    public async Task<FrozenBatch?> NextAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        var asked = time.GetTimestamp();
        while (true)
        {
            if (Fill() is { } cut)
            {
                return cut;
            }

            var waited = _fill.IsEmpty ? TimeSpan.Zero : time.GetElapsedTime(_fill.StartedAt);
            if (!_fill.IsEmpty && waited >= options.FlushInterval)
            {
                return _fill.Cut(isPinned: false);
            }

            // Records that are no batches do not prolong it.
            var limit = _fill.IsEmpty ? patience - time.GetElapsedTime(asked) : options.FlushInterval - waited;
            if ((limit <= TimeSpan.Zero || !await MoreAsync(limit, cancellationToken)) && _fill.IsEmpty)
            {
                return null;
            }
        }
    }

    private FrozenBatch? Fill()
    {
        while (Read() is var (sequence, batch))
        {
            if (_pinned.TryPeek(out var range))
            {
                if (sequence > range.Last)
                {
                    // The pinned range's last record is gone (skipped as damaged): what is left of it is cut here.
                    _held = (sequence, batch);
                    _pinned.Dequeue();
                    if (!_fill.IsEmpty)
                    {
                        return _fill.Cut(isPinned: true);
                    }

                    continue;
                }

                _fill.Add(sequence, batch, time.GetTimestamp());
                if (sequence == range.Last)
                {
                    _pinned.Dequeue();
                    return _fill.Cut(isPinned: true);
                }

                continue;
            }

            if (!_fill.Takes(batch))
            {
                _held = (sequence, batch);
                return _fill.Cut(isPinned: false);
            }

            _fill.Add(sequence, batch, time.GetTimestamp());
            if (_fill.IsFull)
            {
                return _fill.Cut(isPinned: false);
            }
        }

        return null;
    }

    private (long Sequence, JournaledBatch Batch)? Read()
    {
        if (_held is { } held)
        {
            _held = null;
            return held;
        }

        while (cursor.TryRead(out var record))
        {
            if (JournalFormat.KindOf(record.Payload.Span) == JournalRecordKind.Batch)
            {
                return (record.Sequence, BatchCodec.Read(record.Payload.Span));
            }
        }

        return null;
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

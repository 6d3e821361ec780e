using System.Runtime.InteropServices;
using CsTelemetry.Wal.Segments;
using CsTelemetry.Wal.Storage;
using Microsoft.Extensions.Logging;

namespace CsTelemetry.Wal.Commit;

/// <summary>Takes all that is queued, writes once, fsyncs once, answers all; on a thread of its own.</summary>
internal sealed class Committer(
    AppendQueue queue,
    ActiveSegment active,
    DiskReserve reserve,
    SegmentStock? stock,
    DurableMark mark,
    GroupBuffer buffer,
    CommitRecorder recorder,
    int maxGroupBytes,
    ILogger logger)
{
    private readonly List<PendingAppend> _group = [];

    /// <summary>Commits until the queue is closed and empty.</summary>
    public void Run()
    {
        try
        {
            while (queue.Take(_group, maxGroupBytes))
            {
                var bytes = _group.Sum(append => (long)append.RecordBytes);
                CommitGroup();
                queue.Release(bytes);
                _group.Clear();
            }
        }
        catch (Exception exception)
        {
            Log.CommitterStopped(logger, exception);
            Answer(0, _group.Count, WalAppendResult.Failed);
        }
        finally
        {
            _group.AddRange(queue.Abandon());
            Answer(0, _group.Count, WalAppendResult.Failed);
        }
    }

    private void CommitGroup()
    {
        reserve.Restore();
        if (reserve.IsSpent)
        {
            RefuseOrdinary();
        }

        var start = 0;
        while (start < _group.Count)
        {
            var fault = TryCommit(start, out var count);
            if (fault is not null && StorageFault.IsNoSpace(fault) && stock?.TryGiveUp() == true)
            {
                active.RetryNow();
                continue;
            }

            if (fault is not null && StorageFault.IsNoSpace(fault) && reserve.TrySpend())
            {
                // Only control records go on, once more, in the room the reserve left.
                active.RetryNow();
                RefuseOrdinary();
                start = 0;
                continue;
            }

            if (fault is not null)
            {
                Answer(start, count, StorageFault.IsNoSpace(fault) ? WalAppendResult.Full : WalAppendResult.Failed);
            }

            start += count;
        }
    }

    /// <summary>Commits, from <paramref name="start"/>, as many appends as the segment has room for.</summary>
    private Exception? TryCommit(int start, out int count)
    {
        count = _group.Count - start;
        var firstSequence = mark.Last + 1;
        if (_group[start].StartsSegment)
        {
            active.SealIfUsed();
        }

        if (active.Prepare(_group[start].RecordBytes, firstSequence) is { } notPrepared)
        {
            return notPrepared;
        }

        count = CountThatFit(start);
        var records = buffer.Encode(CollectionsMarshal.AsSpan(_group).Slice(start, count), firstSequence);
        var lastSequence = firstSequence + count - 1;
        var started = recorder.Start();
        try
        {
            active.Append(records, lastSequence);
        }
        catch (Exception exception) when (StorageFault.Is(exception))
        {
            recorder.CommitFailed();
            return exception;
        }

        recorder.Committed(started, count, records.Length);
        mark.MoveTo(lastSequence);
        for (var index = 0; index < count; index++)
        {
            Answer(start + index, 1, WalAppendResult.Durable(firstSequence + index));
        }

        return null;
    }

    private int CountThatFit(int start)
    {
        var room = active.RoomBytes;
        var index = start;
        while (index < _group.Count && room >= _group[index].RecordBytes && (index == start || !_group[index].StartsSegment))
        {
            room -= _group[index].RecordBytes;
            index++;
        }

        return index - start;
    }

    // Leaves only the control records that have no answer yet.
    private void RefuseOrdinary()
    {
        for (var index = 0; index < _group.Count; index++)
        {
            if (!_group[index].IsControl)
            {
                Answer(index, 1, WalAppendResult.Full);
            }
        }

        _group.RemoveAll(append => append.Answered.IsCompleted);
    }

    private void Answer(int start, int count, WalAppendResult result)
    {
        foreach (var append in CollectionsMarshal.AsSpan(_group).Slice(start, count))
        {
            if (append.TryAnswer(result))
            {
                recorder.Answered(result.Status);
            }
        }
    }
}

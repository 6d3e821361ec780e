using CsTelemetry.Wal.Segments;
using CsTelemetry.Wal.Storage;
using Microsoft.Extensions.Logging;

namespace CsTelemetry.Wal.Commit;

/// <summary>Owns the file being appended to: rolls it when full, leaves it for good when it fails. Used by one thread.</summary>
internal sealed class ActiveSegment(
    SegmentSet segments, SegmentFactory factory, SegmentStock? stock, CommitRecorder recorder, int segmentBytes, TimeProvider time, ILogger logger) : IDisposable
{
    private const int OrderAfter = 8;

    private readonly RetryGate _gate = new(time, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(5));
    private Exception? _lastFault;
    private Segment? _segment;
    private ILogFile? _file;
    private bool _mayBeLonger;
    private bool _hasOrdered;

    /// <summary>Gets the bytes the file may still take.</summary>
    public long RoomBytes => _segment is null ? 0 : segmentBytes - _segment.Extent.Bytes;

    /// <summary>Readies a file with room for <paramref name="bytes"/>, whose next record will be <paramref name="nextSequence"/>; returns what went wrong.</summary>
    public Exception? Prepare(int bytes, long nextSequence)
    {
        if (RoomBytes >= bytes)
        {
            return null;
        }

        Leave();
        return _gate.IsOpen ? TryOpen(nextSequence) : _lastFault;
    }

    /// <summary>Has the next <see cref="Prepare"/> try at once, whatever failed before.</summary>
    public void RetryNow() => _gate.Reset();

    /// <summary>Leaves the file, if it holds a record, so that the next <see cref="Prepare"/> begins another.</summary>
    public void SealIfUsed()
    {
        if (_segment is { } segment && segment.Extent.LastSequence >= segment.FirstSequence)
        {
            Leave();
        }
    }

    /// <summary>Writes whole records and returns when they are on stable storage; after it threw the file is never touched again.</summary>
    public void Append(ReadOnlySpan<byte> records, long lastSequence)
    {
        if (_file is not { } file || _segment is not { } segment)
        {
            throw new InvalidOperationException("Append was called without a prepared segment.");
        }

        try
        {
            file.Write(records, segment.Extent.Bytes);
            file.Sync();
        }
        catch (Exception exception) when (StorageFault.Is(exception))
        {
            Log.CommitFailed(logger, segment.FileName, segment.Extent.Bytes, exception);
            _mayBeLonger = true;
            Leave();
            throw;
        }

        segment.Grow(records.Length, lastSequence);
        OrderNext(segment);
    }

    public void Dispose() => Leave();

    private Exception? TryOpen(long nextSequence)
    {
        try
        {
            (_segment, _file, _mayBeLonger) = factory.Create(nextSequence, segments.LastBefore(nextSequence));
            _hasOrdered = false;
            recorder.SegmentStarted(_mayBeLonger);
            segments.Add(_segment);
            _gate.Reset();
            return null;
        }
        catch (Exception exception) when (StorageFault.Is(exception))
        {
            _gate.CloseAfterFailure();
            Log.SegmentNotOpened(logger, nextSequence, exception);
            return _lastFault = exception;
        }
    }

    // Not at once: a log that sees little use needs no second file for days.
    private void OrderNext(Segment segment)
    {
        if (!_hasOrdered && segment.Extent.Bytes >= segmentBytes / OrderAfter)
        {
            _hasOrdered = true;
            stock?.Replenish();
        }
    }

    // After a failed fsync the kernel may call lost pages clean, so a second fsync would lie. The cut is a courtesy:
    // what declares the failed records void is the next segment, which starts with the first of their sequences.
    private void CutQuietly(ILogFile file, Segment segment)
    {
        try
        {
            file.SetLength(segment.Extent.Bytes);
        }
        catch (Exception exception) when (StorageFault.Is(exception))
        {
            Log.CutFailed(logger, segment.FileName, segment.Extent.Bytes, exception);
        }
    }

    private void Leave()
    {
        _segment?.Seal();
        if (_mayBeLonger && _file is { } file && _segment is { } segment)
        {
            CutQuietly(file, segment);
        }

        _file?.Dispose();
        (_segment, _file) = (null, null);
    }
}

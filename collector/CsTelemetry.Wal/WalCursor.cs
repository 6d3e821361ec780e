using CsTelemetry.Wal.Recovery;
using CsTelemetry.Wal.Segments;
using CsTelemetry.Wal.Storage;
using Microsoft.Extensions.Logging;

namespace CsTelemetry.Wal;

/// <summary>
/// Reads durable records in order, from the files, while the log appends and retires. One consumer; a log may have many cursors.
/// A cursor does not hold back retirement: records retired before it came to them are passed over.
/// </summary>
public sealed class WalCursor : IDisposable
{
    private readonly ILogStorage _storage;
    private readonly SegmentSet _segments;
    private readonly DurableMark _mark;
    private readonly ulong _logId;
    private readonly WalCounters _counters;
    private readonly ILogger _logger;
    private readonly List<ByteRange> _damage = [];
    private Segment? _segment;
    private SegmentScanner? _scanner;

    internal WalCursor(
        ILogStorage storage, SegmentSet segments, DurableMark mark, ulong logId, long fromSequence, WalCounters counters, ILogger logger)
    {
        (_storage, _segments, _mark, _logId, _counters, _logger) = (storage, segments, mark, logId, counters, logger);
        Position = fromSequence - 1;
    }

    /// <summary>
    /// Gets the sequence this cursor is through with: everything up to it was read, or is gone for good.
    /// Equals <see cref="WriteAheadLog.LastDurableSequence"/> once <see cref="TryRead"/> has answered false.
    /// </summary>
    public long Position { get; private set; }

    /// <summary>
    /// Reads the next durable record; false when there is none yet. Damaged records are counted, logged and passed over.
    /// Throws <see cref="IOException"/> when the disk cannot be read; the next call tries the same place again.
    /// </summary>
    public bool TryRead(out WalRecord record)
    {
        while (_scanner is not null || TryEnterNextSegment())
        {
            // Before the scan: what is sealed now has nothing beyond the bytes seen with it.
            var extent = _segment!.Extent;
            var item = _scanner!.Next(extent.Bytes, long.MaxValue);
            if (item.Kind == ScanKind.Record && item.Sequence > Position)
            {
                Position = item.Sequence;
                record = new WalRecord(item.Sequence, item.Payload);
                return true;
            }

            if (item.Kind == ScanKind.Damage)
            {
                NoteDamage(_segment, item);
            }

            if (item.Kind == ScanKind.End)
            {
                Position = Math.Max(Position, extent.LastSequence);
                if (!extent.IsSealed)
                {
                    break;
                }

                KeepEvidence(_segment);
                LeaveSegment();
            }
        }

        record = default;
        return false;
    }

    /// <summary>Waits until something after <see cref="Position"/> is durable; false when the log was closed first.</summary>
    public ValueTask<bool> WaitAsync(CancellationToken cancellationToken = default) =>
        _mark.WaitBeyondAsync(Position, cancellationToken);

    /// <summary>Closes the file being read.</summary>
    public void Dispose() => LeaveSegment();

    private bool TryEnterNextSegment()
    {
        // Read before the list: a record up to here is in a listed segment, or has been retired.
        var durable = _mark.Last;
        while (_segments.NextAfter(Position) is { } segment)
        {
            if (TryOpen(segment))
            {
                _segment = segment;
                Position = Math.Max(Position, segment.FirstSequence - 1);
                return true;
            }

            Position = segment.Extent.LastSequence;
        }

        Position = Math.Max(Position, durable);
        return false;
    }

    private bool TryOpen(Segment segment)
    {
        try
        {
            var file = _storage.OpenRead(segment.FileName);
            _scanner = new SegmentScanner(file, _logId, segment.FirstSequence, SegmentScanner.DefaultWindowBytes);
            return true;
        }
        catch (FileNotFoundException) when (segment.Extent.IsSealed)
        {
            if (!segment.IsRetired)
            {
                _counters.Missing();
                Log.SegmentVanished(_logger, segment.FileName, segment.Extent.LastSequence);
            }

            return false;
        }
    }

    private void NoteDamage(Segment segment, ScanItem damage)
    {
        if (!segment.IsNews(damage.Offset))
        {
            return;
        }

        _counters.Corrupt(damage.LostRecords);
        Log.DamageFound(_logger, segment.FileName, damage.Offset, damage.Bytes, damage.LostRecords);
        if (_damage.Count < SegmentSurveyor.MostDamageKept)
        {
            _damage.Add(new ByteRange(damage.Offset, damage.Bytes));
        }
    }

    // Before the reader goes on to what may let the segment be retired.
    private void KeepEvidence(Segment segment)
    {
        if (_damage.Count == 0)
        {
            return;
        }

        try
        {
            new EvidenceFile(_storage).Save(segment.FileName, EvidenceFile.CorruptExtension, _damage);
        }
        catch (Exception exception) when (StorageFault.Is(exception))
        {
            Log.EvidenceNotKept(_logger, segment.FileName, exception);
        }
    }

    private void LeaveSegment()
    {
        _damage.Clear();
        _scanner?.Dispose();
        (_scanner, _segment) = (null, null);
    }
}

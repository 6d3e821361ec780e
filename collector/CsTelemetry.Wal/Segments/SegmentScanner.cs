using CsTelemetry.Wal.Format;
using CsTelemetry.Wal.Storage;

namespace CsTelemetry.Wal.Segments;

/// <summary>Walks the records of one segment file, over damage too. Recovery and cursors read with it, so both see the same.</summary>
internal sealed class SegmentScanner(ILogFile file, ulong logId, long firstSequence, int windowBytes) : IDisposable
{
    public const int DefaultWindowBytes = 1024 * 1024;

    private readonly FileWindow _window = new(file, windowBytes);
    private readonly uint _seed = RecordHeader.SeedFor(logId);
    private long _lastRecordEnd = SegmentHeader.Bytes;

    /// <summary>Gets where the next call looks.</summary>
    public long Offset { get; private set; } = SegmentHeader.Bytes;

    /// <summary>Gets the sequence of the last record seen.</summary>
    public long LastSequence { get; private set; } = firstSequence - 1;

    /// <summary>Steps over the next thing before <paramref name="end"/>. Records from <paramref name="sequenceLimit"/> on do not count as such.</summary>
    public ScanItem Next(long end, long sequenceLimit) => Next(end, end, sequenceLimit);

    /// <summary>Steps over the next thing that starts before <paramref name="end"/>; a record may go on until <paramref name="reach"/>.</summary>
    public ScanItem Next(long end, long reach, long sequenceLimit)
    {
        if (Offset >= end)
        {
            return ScanItem.End;
        }

        if (RecordAt(Offset, reach, sequenceLimit) is { Kind: ScanKind.Record } record)
        {
            Offset += record.Bytes;
            _lastRecordEnd = Offset;
            LastSequence = record.Sequence;
            return record;
        }

        return StepOverDamage(end, reach, sequenceLimit);
    }

    public void Dispose() => file.Dispose();

    private ScanItem StepOverDamage(long end, long reach, long sequenceLimit)
    {
        var start = Offset;
        for (var offset = FirstCandidate(reach); offset < end && reach - offset >= RecordHeader.Bytes; offset++)
        {
            if (RecordAt(offset, reach, sequenceLimit) is { Kind: ScanKind.Record } record)
            {
                Offset = offset;
                return ScanItem.Damage(start, offset - start, record.Sequence - LastSequence - 1);
            }
        }

        Offset = end;
        return ScanItem.Damage(start, end - start, lostRecords: 1);
    }

    // An intact header says where its damaged payload ends: what looks like a record inside is not one.
    private long FirstCandidate(long end)
    {
        if (HeaderAt(Offset, end) is { } header && Offset + RecordHeader.Bytes + header.Length <= end)
        {
            return Offset + RecordHeader.Bytes + header.Length;
        }

        return Offset + 1;
    }

    private ScanItem RecordAt(long offset, long end, long sequenceLimit)
    {
        if (HeaderAt(offset, end) is not { } header || header.Sequence >= sequenceLimit)
        {
            return default;
        }

        var bytes = RecordHeader.Bytes + header.Length;
        var view = _window.View(offset, bytes, end);
        if (view.Length < bytes || Crc32C.Of(view.Span[RecordHeader.Bytes..]) != header.PayloadCrc)
        {
            return default;
        }

        return ScanItem.Record(offset, bytes, header.Sequence, view[RecordHeader.Bytes..]);
    }

    private RecordHeader? HeaderAt(long offset, long end)
    {
        var view = _window.View(offset, RecordHeader.Bytes, end);
        return RecordHeader.TryRead(view.Span, _seed, out var header) && IsPlausible(header.Sequence, offset) ? header : null;
    }

    // Sequences of a segment have no gaps, so the bytes since the last record bound how many may be missing.
    private bool IsPlausible(long sequence, long offset) =>
        sequence > LastSequence && sequence <= LastSequence + 1 + ((offset - _lastRecordEnd) / RecordHeader.Bytes);
}

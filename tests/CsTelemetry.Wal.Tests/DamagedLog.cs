using CsTelemetry.Wal.Format;
using CsTelemetry.Wal.Storage;

namespace CsTelemetry.Wal.Tests;

/// <summary>Damages one place of a closed log, and knows which records that touches. The same seed does the same.</summary>
internal sealed class DamagedLog(ILogStorage storage, Random dice)
{
    private readonly List<(string File, int Offset, int Bytes, long Sequence)> _records = [];
    private string[] _files = [];

    /// <summary>Gets the sequences of the records of which a byte changed or is gone.</summary>
    public HashSet<long> Touched { get; } = [];

    /// <summary>Gets whether the newest file has lost its end.</summary>
    public bool IsShortened { get; private set; }

    /// <summary>Gets whether the newest file ends between two records, as one does that never had more.</summary>
    public bool IsSilent { get; private set; }

    public void Damage(DamageClass where)
    {
        _files = storage.Names(SegmentName.Extension);
        Index();
        var newest = _files[^1];
        var record = _records[dice.Next(_records.Count)];
        switch (where)
        {
            case DamageClass.SegmentHeader:
                Change(_files[dice.Next(_files.Length)], dice.Next(SegmentHeader.Bytes), dice.Next(1, 8));
                break;
            case DamageClass.RecordHeader:
                Change(record.File, record.Offset + dice.Next(RecordHeader.Bytes), 1);
                break;
            case DamageClass.Payload:
                Change(record.File, record.Offset + RecordHeader.Bytes + dice.Next(record.Bytes - RecordHeader.Bytes), dice.Next(1, 300));
                break;
            case DamageClass.PayloadChecksum:
                Change(record.File, record.Offset + 4 + dice.Next(4), 1);
                break;
            case DamageClass.Boundary:
                Change(record.File, record.Offset + record.Bytes - dice.Next(1, 4), dice.Next(4, 12));
                break;
            case DamageClass.Tail when dice.Next(3) == 0:
                AddGarbage(newest);
                break;
            case DamageClass.Tail when dice.Next(2) == 0:
                Zero(newest);
                break;
            case DamageClass.Tail:
                Cut(newest);
                break;
            case DamageClass.OlderTail:
                Cut(_files[dice.Next(_files.Length - 1)]);
                break;
            default:
                Change(LogIdFormat.FileName, dice.Next(LogIdFormat.Bytes), dice.Next(1, 5));
                break;
        }
    }

    private void AddGarbage(string file)
    {
        var bytes = storage.Bytes(file);
        var end = EndOf(file);
        var garbage = Garbage(dice.Next(1, 600));
        storage.Overwrite(file, end == bytes.Length || dice.Next(4) == 0
            ? [.. bytes, .. garbage]
            : [.. bytes[..end], .. garbage[..Math.Min(garbage.Length, bytes.Length - end)], .. bytes[Math.Min(end + garbage.Length, bytes.Length)..]]);
    }

    private void Zero(string file)
    {
        var end = EndOf(file);
        if (end == SegmentHeader.Bytes)
        {
            return;
        }

        var start = end - dice.Next(1, end - SegmentHeader.Bytes);
        Change(file, start, end - start, toZero: true);

        // Room that was never used is made of zeros, too.
        IsShortened = end < storage.Bytes(file).Length;
        IsSilent = IsShortened && _records.Any(record => record.File == file && record.Offset == start);
    }

    private int EndOf(string file) => _records.Where(record => record.File == file).Select(record => record.Offset + record.Bytes).Append(SegmentHeader.Bytes).Max();

    private void Cut(string file)
    {
        var bytes = storage.Bytes(file);
        var left = dice.Next(bytes.Length);
        storage.Overwrite(file, bytes[..left]);
        IsShortened = file == _files[^1];
        IsSilent = IsShortened && (left <= SegmentHeader.Bytes || _records.Any(record => record.File == file && record.Offset == left));
        Touch(file, left, bytes.Length - left);
    }

    private void Change(string file, int offset, int count, bool toZero = false)
    {
        var bytes = storage.Bytes(file);
        for (var index = offset; index < Math.Min(offset + count, bytes.Length); index++)
        {
            var changed = toZero ? (byte)0 : (byte)(bytes[index] ^ (1 << dice.Next(8)));
            if (changed != bytes[index])
            {
                Touch(file, index, 1);
            }

            bytes[index] = changed;
        }

        storage.Overwrite(file, bytes);
    }

    private void Touch(string file, int offset, int count) => Touched.UnionWith(
        _records.Where(record => record.File == file && record.Offset < offset + count && offset < record.Offset + record.Bytes).Select(record => record.Sequence));

    private byte[] Garbage(int count)
    {
        var bytes = new byte[count];
        dice.NextBytes(bytes);
        return bytes;
    }

    private void Index()
    {
        foreach (var file in _files)
        {
            var bytes = storage.Bytes(file);
            Assert.True(SegmentHeader.TryRead(bytes, out var header));
            var hasRoom = header.PreparedBytes == bytes.Length;
            for (var offset = SegmentHeader.Bytes; offset < bytes.Length && !(hasRoom && bytes.AsSpan(offset).IndexOfAnyExcept((byte)0) < 0);)
            {
                Assert.True(RecordHeader.TryRead(bytes.AsSpan(offset), RecordHeader.SeedFor(header.LogId), out var record));
                var length = RecordHeader.Bytes + record.Length;
                _records.Add((file, offset, length, record.Sequence));
                offset += length;
            }
        }
    }
}

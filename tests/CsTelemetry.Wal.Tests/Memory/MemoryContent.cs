namespace CsTelemetry.Wal.Tests.Memory;

/// <summary>Is a file's content twice: as the page cache shows it, and as the platter has it.</summary>
internal sealed class MemoryContent
{
    private const int SectorBytes = 512;

    private readonly List<(long Offset, int Bytes)> _dirty = [];
    private byte[] _durable = [];

    public byte[] Current { get; private set; } = [];

    public int Syncs { get; private set; }

    public void Write(ReadOnlySpan<byte> bytes, long offset)
    {
        if (Current.Length < offset + bytes.Length)
        {
            Current = Resized(Current, offset + bytes.Length);
        }

        bytes.CopyTo(Current.AsSpan((int)offset));
        _dirty.Add((offset, bytes.Length));
    }

    public void SetLength(long bytes) => Current = Resized(Current, bytes);

    /// <summary>Marks all pages clean. After a failed fsync that is all that is sure: they may be on the platter or not.</summary>
    public void Sync(bool isPersisted)
    {
        Syncs++;
        if (isPersisted)
        {
            Persist(_dirty, Current.Length);
        }

        _dirty.Clear();
    }

    /// <summary>Keeps what was fsynced and, of the rest, nothing, everything, or any sectors.</summary>
    public void PowerLoss(Random dice)
    {
        switch (dice.Next(3))
        {
            case 0:
                break;
            case 1:
                Persist(_dirty, Current.Length);
                break;
            default:
                var sectors = _dirty.SelectMany(Sectors).Where(_ => dice.Next(2) == 0).ToList();
                Persist(sectors, dice.Next(2) == 0 ? Current.Length : _durable.Length);
                break;
        }

        _dirty.Clear();
        Current = [.. _durable];
    }

    public void Replace(byte[] bytes)
    {
        _dirty.Clear();
        (Current, _durable) = ([.. bytes], [.. bytes]);
    }

    private static IEnumerable<(long Offset, int Bytes)> Sectors((long Offset, int Bytes) range)
    {
        for (var offset = range.Offset; offset < range.Offset + range.Bytes;)
        {
            var end = Math.Min(((offset / SectorBytes) + 1) * SectorBytes, range.Offset + range.Bytes);
            yield return (offset, (int)(end - offset));
            offset = end;
        }
    }

    private static byte[] Resized(byte[] bytes, long length)
    {
        Array.Resize(ref bytes, (int)length);
        return bytes;
    }

    private void Persist(List<(long Offset, int Bytes)> ranges, int length)
    {
        _durable = Resized(_durable, length);
        foreach (var (offset, bytes) in ranges)
        {
            var end = Math.Min(offset + bytes, Math.Min(length, Current.Length));
            if (end > offset)
            {
                Current.AsSpan((int)offset, (int)(end - offset)).CopyTo(_durable.AsSpan((int)offset));
            }
        }
    }
}

using CsTelemetry.Wal.Storage;

namespace CsTelemetry.Wal.Segments;

/// <summary>Reads a file through one buffer, in large pieces, never beyond the end it is given.</summary>
internal sealed class FileWindow(ILogFile file, int windowBytes)
{
    private byte[] _buffer = [];
    private long _start;
    private int _length;

    /// <summary>Shows up to <paramref name="count"/> bytes from <paramref name="offset"/>; fewer when the file or <paramref name="end"/> comes first. Valid until the next call.</summary>
    public ReadOnlyMemory<byte> View(long offset, int count, long end)
    {
        count = (int)Math.Min(count, end - offset);
        if (offset < _start || offset + count > _start + _length)
        {
            Load(offset, count, end);
        }

        var from = (int)(offset - _start);
        return _buffer.AsMemory(from, Math.Min(count, _length - from));
    }

    private void Load(long offset, int count, long end)
    {
        var wanted = (int)Math.Min(Math.Max(count, windowBytes), end - offset);
        if (_buffer.Length < wanted)
        {
            _buffer = new byte[Math.Max(count, Math.Min(windowBytes, wanted * 2L))];
        }

        // Forget the old content first: the read may throw half-way.
        (_start, _length) = (offset, 0);
        _length = file.Read(_buffer.AsSpan(0, wanted), offset);
    }
}

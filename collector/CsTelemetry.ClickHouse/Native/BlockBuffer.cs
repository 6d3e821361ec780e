using System.Buffers;
using System.Runtime.CompilerServices;

namespace CsTelemetry.ClickHouse.Native;

/// <summary>Grows a pooled array up to a limit. Not thread-safe.</summary>
internal sealed class BlockBuffer(int maxBytes) : IDisposable
{
    private const int FirstBytes = 64 * 1024;
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(Math.Min(FirstBytes, maxBytes));

    internal int Length { get; private set; }

    internal ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, Length);

    internal void Clear() => Length = 0;

    /// <summary>Answers the next bytes, to be written by the caller.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Span<byte> Take(int count)
    {
        if (count > _bytes.Length - Length || count > maxBytes - Length)
        {
            Grow(count);
        }

        var span = _bytes.AsSpan(Length, count);
        Length += count;
        return span;
    }

    /// <summary>Writes a number of up to 32 bits in groups of seven bits, lowest first.</summary>
    internal void WriteVarint(uint value)
    {
        while (value >= 0x80)
        {
            Take(1)[0] = (byte)(value | 0x80);
            value >>= 7;
        }

        Take(1)[0] = (byte)value;
    }

    internal void WriteText(ReadOnlySpan<byte> utf8)
    {
        WriteVarint((uint)utf8.Length);
        utf8.CopyTo(Take(utf8.Length));
    }

    public void Dispose()
    {
        var bytes = Interlocked.Exchange(ref _bytes, []);
        Length = 0;
        if (bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private void Grow(int count)
    {
        ObjectDisposedException.ThrowIf(_bytes.Length == 0, this);
        var needed = (long)Length + count;
        if (needed > maxBytes)
        {
            throw new InvalidOperationException($"The block needs {needed} bytes; the limit is {maxBytes}. Cut it into smaller blocks before its token is made.");
        }

        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(maxBytes, Math.Max(needed, 2L * _bytes.Length)));
        Written.Span.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}

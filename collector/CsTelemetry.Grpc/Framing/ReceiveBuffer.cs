using System.Buffers;

namespace CsTelemetry.Grpc.Framing;

/// <summary>
/// Gathers a message as its bytes arrive. It rents for what is there and not for what a peer announces, so
/// five bytes of a peer never hold more than nothing. Used by one call at a time; not thread-safe.
/// </summary>
internal sealed class ReceiveBuffer(ReceiveBudget budget) : IDisposable
{
    internal const int SmallestChunkBytes = 4 * 1024;
    internal const int LargestChunkBytes = 64 * 1024;
    private readonly List<ReceiveChunk> _chunks = [];

    public int Length { get; private set; }

    public void Append(in ReadOnlySequence<byte> bytes)
    {
        foreach (var segment in bytes)
        {
            var rest = segment.Span;
            while (!rest.IsEmpty)
            {
                var space = GetSpan(rest.Length);
                var taken = Math.Min(space.Length, rest.Length);
                rest[..taken].CopyTo(space);
                Advance(taken);
                rest = rest[taken..];
            }
        }
    }

    /// <summary>Gives room for at least one byte; what is written there counts after <see cref="Advance"/>.</summary>
    public Span<byte> GetSpan(int hintBytes)
    {
        if (_chunks.Count == 0 || _chunks[^1].Free.IsEmpty)
        {
            // By what is there and what came before: the chunks stay few, and the peer's announcement plays no part.
            var size = Math.Clamp(Math.Max(hintBytes, Length), SmallestChunkBytes, LargestChunkBytes);
            _chunks.Add(ReceiveChunk.Rent(size, budget));
        }

        return _chunks[^1].Free;
    }

    public void Advance(int bytes)
    {
        _chunks[^1].Fill(bytes);
        Length += bytes;
    }

    /// <summary>Shows what was gathered, without a copy; valid until the buffer is disposed or grows.</summary>
    public ReadOnlySequence<byte> AsSequence()
    {
        if (_chunks.Count == 0)
        {
            return default;
        }

        for (var i = 1; i < _chunks.Count; i++)
        {
            _chunks[i - 1].LinkTo(_chunks[i]);
        }

        return new ReadOnlySequence<byte>(_chunks[0], 0, _chunks[^1], _chunks[^1].Memory.Length);
    }

    public void Dispose()
    {
        foreach (var chunk in _chunks)
        {
            chunk.GiveBack(budget);
        }

        _chunks.Clear();
        Length = 0;
    }
}

using System.Diagnostics.CodeAnalysis;

namespace CsTelemetry.Buffering;

/// <summary>Lends chunks, never more than the memory limit allows. Guarded by the buffer's gate.</summary>
internal sealed class ChunkPool(byte[] prefix, int chunkBytes, int mostChunks)
{
    /// <summary>How many idle chunks are kept however quiet it is.</summary>
    private const int KeptWhenQuiet = 4;

    private readonly Stack<Chunk> _idle = new();
    private int _lent;

    public bool TryRent([NotNullWhen(true)] out Chunk? chunk)
    {
        chunk = null;
        if (_lent >= mostChunks)
        {
            return false;
        }

        chunk = _idle.TryPop(out var used) ? used : new Chunk(prefix, chunkBytes);
        _lent++;
        return true;
    }

    public void Return(Chunk chunk)
    {
        chunk.Clear();
        _idle.Push(chunk);
        _lent--;
    }

    /// <summary>Lets half of the idle chunks go: a burst's memory is given back while nothing happens, not between two bursts.</summary>
    public void Trim()
    {
        for (var keep = Math.Max(KeptWhenQuiet, _idle.Count / 2); _idle.Count > keep;)
        {
            _idle.Pop();
        }
    }
}

using System.Buffers;

namespace CsTelemetry.Grpc.Framing;

/// <summary>One rented piece of a <see cref="ReceiveBuffer"/>.</summary>
internal sealed class ReceiveChunk : ReadOnlySequenceSegment<byte>
{
    private readonly byte[] _array;
    private int _filled;

    private ReceiveChunk(byte[] array) => _array = array;

    public Span<byte> Free => _array.AsSpan(_filled);

    /// <summary>Rents a chunk and charges all of it.</summary>
    /// <exception cref="GrpcException">RESOURCE_EXHAUSTED: the budget has no room; nothing was rented.</exception>
    public static ReceiveChunk Rent(int bytes, ReceiveBudget budget)
    {
        // The sizes asked for are powers of two or are rounded up to one by the pool; the charge follows the array.
        var array = ArrayPool<byte>.Shared.Rent(bytes);
        try
        {
            budget.Take(array.Length);
        }
        catch (GrpcException)
        {
            ArrayPool<byte>.Shared.Return(array);
            throw;
        }

        return new ReceiveChunk(array);
    }

    public void Fill(int bytes)
    {
        _filled += bytes;
        Memory = _array.AsMemory(0, _filled);
    }

    public void LinkTo(ReceiveChunk next)
    {
        Next = next;
        next.RunningIndex = RunningIndex + _filled;
    }

    public void GiveBack(ReceiveBudget budget)
    {
        budget.GiveBack(_array.Length);
        ArrayPool<byte>.Shared.Return(_array);
    }
}

using System.Buffers;
using CsTelemetry.Grpc;

namespace CsTelemetry.Collector.Receiving.Http;

/// <summary>
/// Gathers a body in rented memory. It grows with what is there, never by what a peer announces, and not beyond its
/// limit. Used by one call at a time; not thread-safe.
/// </summary>
internal sealed class BodyBuffer(int maxBytes, ByteBudget budget) : IDisposable
{
    private const int FirstBytes = 4 * 1024;
    private byte[] _bytes = [];

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, Length);

    /// <summary>Gives room for at least one byte; what is written there counts after <see cref="Advance"/>.</summary>
    /// <exception cref="GrpcException">RESOURCE_EXHAUSTED: with RetryInfo, the budget of all is used up.</exception>
    public Memory<byte> Room()
    {
        if (Length == _bytes.Length)
        {
            Grow();
        }

        return _bytes.AsMemory(Length);
    }

    /// <exception cref="GrpcException">RESOURCE_EXHAUSTED without RetryInfo: the body is larger than it may be.</exception>
    public void Advance(int bytes, string what)
    {
        Length += bytes;
        if (Length > maxBytes)
        {
            throw TooLarge($"more than {maxBytes} bytes{what}", maxBytes);
        }
    }

    public static GrpcException TooLarge(string size, int maxBytes) =>
        new(GrpcStatusCode.ResourceExhausted, $"A message is {size}; at most {maxBytes} are taken. Send less in one message.");

    public void Dispose() => Exchange([]);

    private void Grow()
    {
        // One byte more than the limit shows that there is more.
        var wanted = Math.Min(Math.Max(FirstBytes, 2 * _bytes.Length), maxBytes + 1);
        var larger = ArrayPool<byte>.Shared.Rent(wanted);
        try
        {
            budget.Take(larger.Length);
        }
        catch
        {
            ArrayPool<byte>.Shared.Return(larger);
            throw;
        }

        _bytes.AsSpan(0, Length).CopyTo(larger);
        Exchange(larger);
    }

    private void Exchange(byte[] next)
    {
        if (_bytes.Length > 0)
        {
            budget.GiveBack(_bytes.Length);
            ArrayPool<byte>.Shared.Return(_bytes);
        }

        _bytes = next;
    }
}

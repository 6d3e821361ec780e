using System.Net;

namespace CsTelemetry.ClickHouse.Http;

/// <summary>
/// Copies a body as it comes, and holds its end back until it is known not to be an error: a query that fails after its first
/// bytes has already answered 200.
/// </summary>
internal static class GuardedCopy
{
    private const int BufferBytes = 256 * 1024;

    /// <summary>Returns how many bytes were copied.</summary>
    internal static async Task<long> RunAsync(Stream body, Stream target, string? tag, string? queryId, Deadline deadline)
    {
        var buffer = new byte[BufferBytes];
        var (held, copied) = (0, 0L);
        while (true)
        {
            deadline.Restart();
            var read = await ReadAsync(body, buffer, held, tag, queryId, deadline.Token);
            held += read;
            if (read == 0)
            {
                ThrowIfError(buffer.AsSpan(0, held), tag, queryId);
            }

            var ready = read == 0 ? held : Math.Max(0, held - ExceptionTail.MaxBytes);
            await target.WriteAsync(buffer.AsMemory(0, ready), deadline.Caller);
            copied += ready;
            buffer.AsSpan(ready, held - ready).CopyTo(buffer);
            held -= ready;
            if (read == 0)
            {
                return copied;
            }
        }
    }

    private static async ValueTask<int> ReadAsync(Stream body, byte[] buffer, int held, string? tag, string? queryId, CancellationToken cancellationToken)
    {
        try
        {
            return await body.ReadAsync(buffer.AsMemory(held), cancellationToken);
        }
        catch (IOException)
        {
            // After an error in mid-stream ClickHouse cuts the connection: the error says more.
            ThrowIfError(buffer.AsSpan(0, held), tag, queryId);
            throw;
        }
    }

    private static void ThrowIfError(ReadOnlySpan<byte> end, string? tag, string? queryId)
    {
        if (ExceptionTail.Find(end, tag) is { } error)
        {
            throw ClickHouseException.FromServer(HttpStatusCode.OK, 0, error, queryId);
        }
    }
}

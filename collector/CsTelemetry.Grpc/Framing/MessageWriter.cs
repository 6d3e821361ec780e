using System.Buffers;
using System.IO.Pipelines;
using CsTelemetry.Grpc.Calls;

namespace CsTelemetry.Grpc.Framing;

/// <summary>Writes messages into a response's body. One write at a time.</summary>
internal sealed class MessageWriter(PipeWriter body, bool gzip, GrpcServerOptions options, CallLifetime lifetime)
{
    /// <summary>Gets whether a message has been written, flushed or not: from then on the status belongs into the trailers.</summary>
    public bool HasWritten { get; private set; }

    public long SentBytes { get; private set; }

    /// <summary>Writes a message that leaves with the next flush, or with the trailers.</summary>
    /// <exception cref="GrpcException">RESOURCE_EXHAUSTED: the message is over the limit; nothing was written.</exception>
    public void Write<T>(GrpcMarshaller<T> marshaller, T message)
    {
        var size = marshaller.SizeOf(message);
        if (size > options.MaxSendMessageBytes)
        {
            throw new GrpcException(GrpcStatusCode.ResourceExhausted, $"The answer is {size} bytes; at most {options.MaxSendMessageBytes} are sent.");
        }

        if (gzip && size >= options.MinGzipResponseBytes)
        {
            WriteCompressed(marshaller, message, size);
        }
        else
        {
            marshaller.Write(message, StartFrame(compressed: false, size));
            EndFrame(size);
        }
    }

    /// <summary>Sends what was written.</summary>
    /// <exception cref="OperationCanceledException">The call ended: its lifetime says why.</exception>
    public async ValueTask FlushAsync()
    {
        var result = await body.FlushAsync(lifetime.Call);
        if (result.IsCompleted)
        {
            lifetime.PeerIsGone();
            throw new OperationCanceledException("The peer has ended the call.");
        }
    }

    private void WriteCompressed<T>(GrpcMarshaller<T> marshaller, T message, int size)
    {
        var plain = ArrayPool<byte>.Shared.Rent(size);
        try
        {
            marshaller.Write(message, plain.AsSpan(0, size));
            var packed = GzipPayload.Deflate(plain.AsSpan(0, size));
            packed.CopyTo(StartFrame(compressed: true, packed.Length));
            EndFrame(packed.Length);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(plain);
        }
    }

    private Span<byte> StartFrame(bool compressed, int payloadBytes)
    {
        var frame = body.GetSpan(FrameHeader.Size + payloadBytes);
        FrameHeader.Write(frame, compressed, payloadBytes);
        return frame.Slice(FrameHeader.Size, payloadBytes);
    }

    private void EndFrame(int payloadBytes)
    {
        body.Advance(FrameHeader.Size + payloadBytes);
        HasWritten = true;
        SentBytes += FrameHeader.Size + payloadBytes;
    }
}

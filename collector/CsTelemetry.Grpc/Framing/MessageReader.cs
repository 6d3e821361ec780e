using System.Buffers;

namespace CsTelemetry.Grpc.Framing;

/// <summary>Reads messages from a request's body. One read at a time.</summary>
internal sealed class MessageReader(RequestBody body, PayloadDecoder decoder, FrameRules rules, ReceiveBudget budget)
{
    /// <summary>Gets whether the peer's half-close has been read.</summary>
    public bool ReachedEnd { get; private set; }

    /// <summary>Gets how many bytes of messages have been read, prefixes included.</summary>
    public long ReceivedBytes { get; private set; }

    /// <summary>Gets whether a message was refused for its size.</summary>
    public bool RefusedForSize => rules.RefusedForSize;

    /// <summary>Reads the next message.</summary>
    /// <param name="marshaller">Reads the payload.</param>
    /// <param name="isDue">Whether the peer owes a message now, or may be quiet for as long as it likes.</param>
    /// <exception cref="GrpcException">The peer broke the protocol or a limit.</exception>
    /// <exception cref="OperationCanceledException">The call ended: its lifetime says why.</exception>
    public async ValueTask<GrpcReceived<T>> ReadAsync<T>(GrpcMarshaller<T> marshaller, bool isDue = false)
    {
        try
        {
            while (!ReachedEnd)
            {
                var result = await body.ReadAsync(isDue);
                var buffer = result.Buffer;
                if (FrameHeader.TryRead(buffer, out var header))
                {
                    var message = await TakeAsync(marshaller, header, buffer, result.IsCompleted);
                    ReceivedBytes += FrameHeader.Size + header.PayloadBytes;
                    return new(message);
                }

                // A started prefix: from here on the peer owes the rest.
                isDue |= !buffer.IsEmpty;
                ReachedEnd = result.IsCompleted;
                if (ReachedEnd && !buffer.IsEmpty)
                {
                    throw CutShort();
                }

                body.AdvanceTo(buffer.Start, buffer.End);
            }

            return default;
        }
        finally
        {
            body.MessageArrived();
        }
    }

    /// <summary>Reads the only message of a request and the half-close behind it.</summary>
    /// <exception cref="GrpcException">INTERNAL: there is none, or more than one; or as <see cref="ReadAsync"/>.</exception>
    /// <exception cref="OperationCanceledException">As <see cref="ReadAsync"/>.</exception>
    public async ValueTask<T> ReadOnlyAsync<T>(GrpcMarshaller<T> marshaller)
    {
        var first = await ReadAsync(marshaller, isDue: true);
        if (!first.HasMessage)
        {
            throw new GrpcException(GrpcStatusCode.Internal, "The request ended without a message; this method takes exactly one.");
        }

        try
        {
            await ReadEndAsync();
        }
        catch
        {
            // Nobody else will ever see it.
            (first.Message as IDisposable)?.Dispose();
            throw;
        }

        body.MessageArrived();
        return first.Message;
    }

    /// <summary>Leaves the body to others. To be called when no read runs, and nothing is read after it.</summary>
    public void LetGo() => body.LetGo();

    private async ValueTask ReadEndAsync()
    {
        while (!ReachedEnd)
        {
            var result = await body.ReadAsync(isDue: true);
            if (!result.Buffer.IsEmpty)
            {
                throw new GrpcException(GrpcStatusCode.Internal, "The request has more than one message; this method takes exactly one.");
            }

            body.AdvanceTo(result.Buffer.End);
            ReachedEnd = result.IsCompleted;
        }
    }

    private static GrpcException CutShort() => new(GrpcStatusCode.Internal, "The request ended in the middle of a message.");

    private ValueTask<T> TakeAsync<T>(GrpcMarshaller<T> marshaller, FrameHeader header, in ReadOnlySequence<byte> buffer, bool isCompleted)
    {
        rules.Check(header);
        var rest = buffer.Slice(FrameHeader.Size);
        if (rest.Length < header.PayloadBytes)
        {
            return isCompleted ? throw CutShort() : GatherAsync(marshaller, header, rest);
        }

        // The whole message is here: it is read where it lies.
        var payload = rest.Slice(0, header.PayloadBytes);
        var message = decoder.Decode(marshaller, header, payload);
        body.AdvanceTo(payload.End);
        return new(message);
    }

    // What has arrived is taken out of the pipe at once: what an unfinished message holds is then counted in the
    // budget, and does not depend on how much Kestrel's pipe takes before it stops the peer.
    private async ValueTask<T> GatherAsync<T>(GrpcMarshaller<T> marshaller, FrameHeader header, ReadOnlySequence<byte> part)
    {
        using var gathered = new ReceiveBuffer(budget);
        gathered.Append(part);
        body.AdvanceTo(part.End);
        while (gathered.Length < header.PayloadBytes)
        {
            var result = await body.ReadAsync(isDue: true);
            part = result.Buffer.Slice(0, Math.Min(result.Buffer.Length, header.PayloadBytes - gathered.Length));
            gathered.Append(part);
            body.AdvanceTo(part.End);
            if (result.IsCompleted && gathered.Length < header.PayloadBytes)
            {
                throw CutShort();
            }
        }

        return decoder.Decode(marshaller, header, gathered.AsSequence());
    }
}

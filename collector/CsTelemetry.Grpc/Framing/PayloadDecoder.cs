using System.Buffers;

namespace CsTelemetry.Grpc.Framing;

/// <summary>Makes a message out of a whole payload.</summary>
internal sealed class PayloadDecoder(FrameRules rules, ReceiveBudget budget)
{
    /// <summary>Inflates the payload if it is compressed, and reads it.</summary>
    /// <exception cref="GrpcException">INVALID_ARGUMENT: no such message. INTERNAL or RESOURCE_EXHAUSTED: it cannot be inflated, or is too large then.</exception>
    public T Decode<T>(GrpcMarshaller<T> marshaller, FrameHeader header, in ReadOnlySequence<byte> payload)
    {
        try
        {
            if (!header.IsCompressed)
            {
                return marshaller.Read(payload);
            }

            using var inflated = new ReceiveBuffer(budget);
            GzipPayload.Inflate(payload, inflated, rules);
            return marshaller.Read(inflated.AsSequence());
        }
        catch (InvalidDataException e)
        {
            throw new GrpcException(GrpcStatusCode.InvalidArgument, $"A message is not a valid {typeof(T).Name}.", innerException: e);
        }
    }
}

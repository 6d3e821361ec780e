using System.Buffers;
using Google.Protobuf;

namespace CsTelemetry.Grpc;

/// <summary>Makes marshallers.</summary>
public static class GrpcMarshaller
{
    /// <summary>Makes the marshaller of a generated Google.Protobuf message. Thread-safe.</summary>
    /// <typeparam name="T">The message.</typeparam>
    /// <param name="parser">The message's own parser, such as <c>PublishRequest.Parser</c>.</param>
    /// <returns>The marshaller.</returns>
    public static GrpcMarshaller<T> ForProtobuf<T>(MessageParser<T> parser)
        where T : IMessage<T> =>
        new(
            (in payload) => Parse(parser, payload),
            static message => message.CalculateSize(),
            static (message, destination) => message.WriteTo(destination));

    private static T Parse<T>(MessageParser<T> parser, in ReadOnlySequence<byte> payload)
        where T : IMessage<T>
    {
        try
        {
            return parser.ParseFrom(payload);
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new InvalidDataException($"The bytes are no {typeof(T).Name}.", e);
        }
    }
}

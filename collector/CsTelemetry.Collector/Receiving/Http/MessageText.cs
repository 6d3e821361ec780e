using System.Text;
using CsTelemetry.Grpc;
using Google.Protobuf;

namespace CsTelemetry.Collector.Receiving.Http;

/// <summary>Reads and writes the contract's messages in either form. Thread-safe.</summary>
internal static class MessageText
{
    /// <summary>The contract nests four deep; what is deeper is no message of it, and would only cost stack.</summary>
    private const int MaxJsonDepth = 16;

    private static readonly JsonParser Json = new(new JsonParser.Settings(MaxJsonDepth).WithIgnoreUnknownFields(true));
    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default.WithFormatDefaultValues(true));
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="GrpcException">INVALID_ARGUMENT: the bytes are no such message.</exception>
    public static T Read<T>(MessageParser<T> parser, ReadOnlySpan<byte> body, MessageForm form)
        where T : IMessage<T>, new()
    {
        try
        {
            return form == MessageForm.Protobuf ? parser.ParseFrom(body) : Json.Parse<T>(StrictUtf8.GetString(body));
        }
        catch (InvalidJsonException e)
        {
            throw new GrpcException(GrpcStatusCode.InvalidArgument, $"The body is not JSON: {e.Message}", innerException: e);
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new GrpcException(GrpcStatusCode.InvalidArgument, $"The body is not a {typeof(T).Name}: {e.Message}", innerException: e);
        }
        catch (DecoderFallbackException e)
        {
            throw new GrpcException(GrpcStatusCode.InvalidArgument, "The body is not UTF-8, which JSON must be.", innerException: e);
        }
    }

    public static byte[] Write(IMessage message, MessageForm form) =>
        form == MessageForm.Protobuf ? message.ToByteArray() : Encoding.UTF8.GetBytes(Formatter.Format(message));
}

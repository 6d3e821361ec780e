using System.Buffers;

namespace CsTelemetry.Grpc;

/// <summary>
/// Turns one type of message into bytes and back. Immutable and safe for use from any number of calls at
/// once, as far as the functions given to it are.
/// </summary>
/// <remarks>A message that is disposable belongs to the handler that gets it; one that was read and reaches no handler is disposed of.</remarks>
/// <typeparam name="T">The message.</typeparam>
/// <param name="read">Reads a message; see <see cref="Reader"/>.</param>
/// <param name="sizeOf">Tells how many bytes a message takes; zero or more.</param>
/// <param name="write">Writes a message; see <see cref="Writer"/>.</param>
public sealed class GrpcMarshaller<T>(GrpcMarshaller<T>.Reader read, Func<T, int> sizeOf, GrpcMarshaller<T>.Writer write)
{
    /// <summary>
    /// Reads a message from its payload, inflated if it came compressed, without the five bytes of gRPC's
    /// prefix. The payload may have several segments and is only valid during the call: it is the receive
    /// buffer itself, so what is to be kept must be copied or parsed out of it.
    /// </summary>
    /// <param name="payload">The bytes; at most <see cref="GrpcServerOptions.MaxReceiveMessageBytes"/>.</param>
    /// <returns>The message.</returns>
    /// <exception cref="InvalidDataException">The bytes are no such message: the call ends with INVALID_ARGUMENT.</exception>
    /// <exception cref="GrpcException">The call ends with this status.</exception>
    public delegate T Reader(in ReadOnlySequence<byte> payload);

    /// <summary>Writes a message into exactly as many bytes as its size was said to be.</summary>
    /// <param name="message">The message.</param>
    /// <param name="destination">Where to; it must be filled.</param>
    public delegate void Writer(T message, Span<byte> destination);

    internal Reader Read { get; } = read;

    internal Func<T, int> SizeOf { get; } = sizeOf;

    internal Writer Write { get; } = write;
}

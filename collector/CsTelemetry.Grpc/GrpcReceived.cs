namespace CsTelemetry.Grpc;

/// <summary>What reading from a call gave: a message, or the end of the requests.</summary>
/// <typeparam name="T">The message.</typeparam>
public readonly struct GrpcReceived<T>
{
    private readonly T _message;

    internal GrpcReceived(T message)
    {
        _message = message;
        HasMessage = true;
    }

    /// <summary>Gets whether a message came; false means that the peer has sent all it wanted to send.</summary>
    public bool HasMessage { get; }

    /// <summary>Gets the message.</summary>
    /// <exception cref="InvalidOperationException">There is none: see <see cref="HasMessage"/>.</exception>
    public T Message => HasMessage ? _message : throw new InvalidOperationException("The peer has ended its requests; there is no message.");
}

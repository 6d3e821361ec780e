using CsTelemetry.Grpc.Statuses;
using Google.Protobuf;

namespace CsTelemetry.Grpc;

/// <summary>
/// Ends a call with a status other than OK. Unlike any other exception, its message is sent to the peer:
/// write it for the peer, and put into it nothing that the peer may not know.
/// </summary>
public sealed class GrpcException : Exception
{
    /// <summary>The most characters of a message that are sent; what is longer is cut. Clients limit all trailers together to 8 KiB.</summary>
    public const int MaxMessageLength = 1024;

    /// <summary>The most bytes of encoded status details.</summary>
    public const int MaxDetailsBytes = 4096;

    /// <summary>Describes the end of a call.</summary>
    /// <param name="code">Any code but <see cref="GrpcStatusCode.Ok"/>.</param>
    /// <param name="message">What the peer is to read; cut at <see cref="MaxMessageLength"/> characters.</param>
    /// <param name="retryDelay">When given, the status carries a google.rpc.RetryInfo; zero or more.</param>
    /// <param name="details">Further typed details for the status, such as google.rpc.ErrorInfo.</param>
    /// <param name="innerException">The cause: it is logged here and never sent.</param>
    /// <exception cref="ArgumentOutOfRangeException">The code is OK or none of gRPC's, or the delay is negative.</exception>
    /// <exception cref="ArgumentException">The details are over <see cref="MaxDetailsBytes"/>.</exception>
    public GrpcException(
        GrpcStatusCode code,
        string message,
        TimeSpan? retryDelay = null,
        IReadOnlyList<IMessage>? details = null,
        Exception? innerException = null)
        : base(message, innerException)
    {
        if (code is <= GrpcStatusCode.Ok or > GrpcStatusCode.Unauthenticated)
        {
            throw new ArgumentOutOfRangeException(nameof(code), code, "An exception needs a gRPC status code from 1 (CANCELLED) to 16 (UNAUTHENTICATED).");
        }

        Code = code;
        RetryDelay = retryDelay;
        StatusDetails = RichStatus.Encode(code, message, retryDelay, details);
    }

    /// <summary>Gets the status code.</summary>
    public GrpcStatusCode Code { get; }

    /// <summary>Gets when the peer may try again; null when the status does not say.</summary>
    public TimeSpan? RetryDelay { get; }

    /// <summary>Gets the google.rpc.Status that travels as grpc-status-details-bin; empty when there are no details.</summary>
    public ReadOnlyMemory<byte> StatusDetails { get; }
}

using CsTelemetry.Protocol.Google.Rpc;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace CsTelemetry.Grpc.Statuses;

/// <summary>Encodes what travels in grpc-status-details-bin: a google.rpc.Status with its details packed as Any.</summary>
internal static class RichStatus
{
    public static ReadOnlyMemory<byte> Encode(GrpcStatusCode code, string message, TimeSpan? retryDelay, IReadOnlyList<IMessage>? details)
    {
        if (retryDelay is null && details is null or { Count: 0 })
        {
            return default;
        }

        var status = new Status { Code = (int)code, Message = StatusText.Cut(message) };
        if (retryDelay is { } delay)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero, nameof(retryDelay));
            status.Details.Add(Any.Pack(new RetryInfo { RetryDelay = Duration.FromTimeSpan(delay) }));
        }

        status.Details.AddRange((details ?? []).Select(Any.Pack));
        var bytes = status.ToByteArray();
        return bytes.Length <= GrpcException.MaxDetailsBytes
            ? bytes
            : throw new ArgumentException($"The status details are {bytes.Length} bytes; at most {GrpcException.MaxDetailsBytes} are sent.", nameof(details));
    }
}

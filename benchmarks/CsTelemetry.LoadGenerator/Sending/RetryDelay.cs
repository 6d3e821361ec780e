using CsTelemetry.Protocol.Google.Rpc;
using RpcStatus = CsTelemetry.Protocol.Google.Rpc.Status;

namespace CsTelemetry.LoadGenerator.Sending;

/// <summary>Reads the google.rpc.RetryInfo out of the trailer `grpc-status-details-bin`.</summary>
internal static class RetryDelay
{
    public static TimeSpan? Read(string details)
    {
        // gRPC leaves out the padding of base64.
        var padded = details.PadRight((details.Length + 3) / 4 * 4, '=');
        var status = RpcStatus.Parser.ParseFrom(Convert.FromBase64String(padded));
        var info = status.Details.FirstOrDefault(detail => detail.Is(RetryInfo.Descriptor));
        return info?.Unpack<RetryInfo>().RetryDelay?.ToTimeSpan();
    }
}

using Microsoft.Extensions.Logging;

namespace CsTelemetry.Grpc;

/// <summary>What the gRPC server logs: 2001 to 2099.</summary>
internal static partial class Log
{
    [LoggerMessage(2001, LogLevel.Error, "Call of {Method} failed by an exception of its handler; the peer was told UNKNOWN.")]
    public static partial void HandlerFailed(ILogger logger, string method, Exception exception);

    [LoggerMessage(2002, LogLevel.Warning, "Call of {Method} ended with {Code}; the cause was kept from the peer.")]
    public static partial void CallEndedWithCause(ILogger logger, string method, GrpcStatusCode code, Exception cause);

    [LoggerMessage(2003, LogLevel.Debug, "Call of {Method} ended with {Code}: {Reason}")]
    public static partial void CallEnded(ILogger logger, string method, GrpcStatusCode code, string reason);
}

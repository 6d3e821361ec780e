using Microsoft.Extensions.Logging;

namespace CsTelemetry;

/// <summary>Holds every message the client writes. No message has the key or anything an event holds.</summary>
internal static partial class Log
{
    [LoggerMessage(1001, LogLevel.Warning, "Batch {BatchSequence} of {EventCount} events was not delivered to {Endpoint} and will be tried again; failure {Failures} in a row: {Error}")]
    public static partial void AttemptFailed(ILogger logger, ulong batchSequence, int eventCount, string endpoint, int failures, string error);

    [LoggerMessage(1002, LogLevel.Information, "Delivery to {Endpoint} resumed after {Failures} failed attempts.")]
    public static partial void Recovered(ILogger logger, string endpoint, int failures);

    [LoggerMessage(1003, LogLevel.Error, "{Endpoint} refused batch {BatchSequence}; its {EventCount} events are lost: {Error}")]
    public static partial void Refused(ILogger logger, string endpoint, ulong batchSequence, int eventCount, string error);

    [LoggerMessage(1004, LogLevel.Warning, "The collector rejected {RejectedCount} of {EventCount} events; the first because of {Error}")]
    public static partial void PartlyRejected(ILogger logger, int rejectedCount, int eventCount, string error);

    [LoggerMessage(1005, LogLevel.Error, "Batch {BatchSequence} could not be delivered to {Endpoint} within {MaxBatchAge}; its {EventCount} events are lost.")]
    public static partial void Expired(ILogger logger, ulong batchSequence, int eventCount, string endpoint, TimeSpan maxBatchAge);

    [LoggerMessage(1006, LogLevel.Warning, "{DroppedCount} events were dropped since this was last said; the latest because {Field} {Problem}.")]
    public static partial void Dropped(ILogger logger, long droppedCount, string field, string problem);

    [LoggerMessage(1007, LogLevel.Warning, "{EventCount} events were not delivered to {Endpoint} within the shutdown timeout of {ShutdownTimeout} and are lost.")]
    public static partial void LeftBehind(ILogger logger, long eventCount, string endpoint, TimeSpan shutdownTimeout);

    [LoggerMessage(1008, LogLevel.Error, "An attempt to send failed in a way that was not foreseen; it will be repeated.")]
    public static partial void Unexpected(ILogger logger, Exception exception);

    [LoggerMessage(1020, LogLevel.Information, "Batches go to {Endpoint} by gRPC.")]
    public static partial void GrpcInUse(ILogger logger, string endpoint);

    [LoggerMessage(1021, LogLevel.Warning, "gRPC does not get through to {Endpoint} ({Error}); batches go by HTTP to {HttpEndpoint}. gRPC is tried again after {Retrial}.")]
    public static partial void HttpInUse(ILogger logger, string endpoint, string error, string httpEndpoint, TimeSpan retrial);

    [LoggerMessage(1022, LogLevel.Information, "Batches go to {HttpEndpoint} by HTTP.")]
    public static partial void HttpOnly(ILogger logger, string httpEndpoint);
}

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

    [LoggerMessage(1101, LogLevel.Error, "The disk store in {Directory} cannot be used, and the client works without it until it can: {Error}")]
    public static partial void DiskCannotBeUsed(ILogger logger, string directory, string error);

    [LoggerMessage(1102, LogLevel.Warning, "The disk store in {Directory} failed; what could not be written stays in memory: {Error}")]
    public static partial void DiskFailed(ILogger logger, string directory, string error);

    [LoggerMessage(1103, LogLevel.Information, "{BatchCount} batches of {EventCount} events that earlier runs left in {Directory} were taken over.")]
    public static partial void TookOver(ILogger logger, int batchCount, long eventCount, string directory);

    [LoggerMessage(1104, LogLevel.Warning, "Damaged files were found in {Directory} and deleted.")]
    public static partial void CorruptFiles(ILogger logger, string directory);

    [LoggerMessage(1105, LogLevel.Warning, "The oldest batches in {Directory} make room within MaxDiskBytes of {MaxDiskBytes}; the first of them had {EventCount} events, which are lost.")]
    public static partial void MadeRoom(ILogger logger, string directory, long maxDiskBytes, int eventCount);

    [LoggerMessage(1106, LogLevel.Warning, "Batch {BatchSequence} lay in {Directory} for too long; its {EventCount} events are lost. The limits are {MaxDiskAge}, and 70 h after it may have reached the collector.")]
    public static partial void ExpiredOnDisk(ILogger logger, ulong batchSequence, string directory, int eventCount, TimeSpan maxDiskAge);

    [LoggerMessage(1107, LogLevel.Information, "{EventCount} events were left in {Directory} for the next start.")]
    public static partial void LeftOnDisk(ILogger logger, long eventCount, string directory);
}

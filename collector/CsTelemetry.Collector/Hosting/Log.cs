namespace CsTelemetry.Collector.Hosting;

internal static partial class Log
{
    [LoggerMessage(5001, LogLevel.Information, "Listening: gRPC on {GrpcAddress}, REST and dashboard on {HttpAddress}.")]
    public static partial void Listening(ILogger logger, string grpcAddress, string httpAddress);

    [LoggerMessage(5002, LogLevel.Information, "The store is ready; its schema is up to date.")]
    public static partial void StoreReady(ILogger logger);

    [LoggerMessage(5003, LogLevel.Information, "Recovered the log: {Accepted} events accepted so far, {Pending} of them not yet in the store, {Clients} clients remembered.")]
    public static partial void Recovered(ILogger logger, long accepted, long pending, int clients);

    [LoggerMessage(5004, LogLevel.Warning, "Digests of the log could not be made; the next start reads the segments themselves, which takes longer.")]
    public static partial void DigestsNotMade(ILogger logger, Exception exception);
}

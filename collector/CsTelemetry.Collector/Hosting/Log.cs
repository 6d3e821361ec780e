namespace CsTelemetry.Collector.Hosting;

internal static partial class Log
{
    [LoggerMessage(5001, LogLevel.Information, "Listening: gRPC on {GrpcAddress}, REST and dashboard on {HttpAddress}.")]
    public static partial void Listening(ILogger logger, string grpcAddress, string httpAddress);

    [LoggerMessage(5002, LogLevel.Information, "The store is ready; its schema is up to date.")]
    public static partial void StoreReady(ILogger logger);

    [LoggerMessage(5003, LogLevel.Information, "Recovered the log: {Accepted} events accepted so far, {Pending} of them not yet in the store, {Clients} clients remembered.")]
    public static partial void Recovered(ILogger logger, long accepted, long pending, int clients);

    [LoggerMessage(5101, LogLevel.Information, "Took changed settings of tenants; {Count} have some of their own.")]
    public static partial void TenantsReloaded(ILogger logger, int count);

    [LoggerMessage(5102, LogLevel.Error, "The changed configuration was not taken; the settings of tenants of before stay in force. {Faults}")]
    public static partial void TenantsNotReloaded(ILogger logger, string faults);

    [LoggerMessage(5103, LogLevel.Warning, "When keys were last used could not be written down.")]
    public static partial void KeyUsageNotSaved(ILogger logger, Exception exception);

    [LoggerMessage(5104, LogLevel.Information, "Took the renewed certificate {Path}, valid until {NotAfter}.")]
    public static partial void CertificateTaken(ILogger logger, string path, DateTime notAfter);

    [LoggerMessage(5105, LogLevel.Error, "The renewed certificate {Path} could not be read; the one of before is shown.")]
    public static partial void CertificateNotTaken(ILogger logger, string path, Exception exception);

    [LoggerMessage(5006, LogLevel.Debug, "The store could not be asked for time zones that other collectors were told; it is asked again in a minute.")]
    public static partial void ZonesNotAsked(ILogger logger, Exception exception);

    [LoggerMessage(5007, LogLevel.Warning, "Orders to erase could not be shared with other collectors through the store; it is tried again in five seconds.")]
    public static partial void OrdersNotAsked(ILogger logger, Exception exception);

    [LoggerMessage(5008, LogLevel.Information, "Took the order {Receipt} over, which another collector took.")]
    public static partial void OrderTakenOver(ILogger logger, string receipt);

    [LoggerMessage(5009, LogLevel.Warning, "The order {Receipt}, which another collector took, could not be taken over: {Reason}. It is tried again.")]
    public static partial void OrderNotTakenOver(ILogger logger, string receipt, string reason);

    [LoggerMessage(5004, LogLevel.Warning, "Digests of the log could not be made; the next start reads the segments themselves, which takes longer.")]
    public static partial void DigestsNotMade(ILogger logger, Exception exception);
}

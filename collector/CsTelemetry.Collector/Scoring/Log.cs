namespace CsTelemetry.Collector.Scoring;

internal static partial class Log
{
    [LoggerMessage(7001, LogLevel.Information, "Scored {Accounts} accounts of {Tenant} as of {AsOf} ({Kind}): {Rows} rows stored in {Seconds:F1} s.")]
    public static partial void Ran(ILogger logger, int accounts, string tenant, DateOnly asOf, string kind, int rows, double seconds);

    [LoggerMessage(7002, LogLevel.Warning, "A round of score runs failed; failure {Failures} in a row. Nothing is lost: it is repeated, and scores are older until then.")]
    public static partial void RoundFailed(ILogger logger, int failures, Exception exception);

    [LoggerMessage(7003, LogLevel.Information, "This collector computes the scores from now on.")]
    public static partial void BecameKeeper(ILogger logger);

    [LoggerMessage(7004, LogLevel.Information, "Another collector of this store computes the scores.")]
    public static partial void IsNotKeeper(ILogger logger);

    [LoggerMessage(7005, LogLevel.Error, "The scores of {Tenant} cannot be computed; its stored ones stay as they are until something of it changes.")]
    public static partial void TenantFailed(ILogger logger, string tenant, Exception exception);
}

namespace CsTelemetry.Collector.Admitting;

internal static partial class Log
{
    [LoggerMessage(1101, LogLevel.Warning, "The tenant {Tenant} was refused a batch ({Outcome}) and told to come back after {RetryAfter}. This is said once a minute; cstelemetry_collector_tenants_batches_total counts.")]
    public static partial void TenantRefused(ILogger logger, string tenant, AdmissionOutcome outcome, TimeSpan retryAfter);
}

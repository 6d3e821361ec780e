using System.Collections.Concurrent;

namespace CsTelemetry.Collector.Admitting;

/// <summary>Says that a tenant is refused, at most once a minute for each. Thread-safe.</summary>
internal sealed class OverQuotaLog(TimeProvider time, ILogger<OverQuotaLog> logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, long> _saidAt = new(StringComparer.Ordinal);

    public void Refused(string tenant, AdmissionOutcome outcome, TimeSpan retryAfter)
    {
        var now = time.GetTimestamp();
        var isNew = _saidAt.TryAdd(tenant, now);
        if (isNew || (_saidAt.TryGetValue(tenant, out var said) && time.GetElapsedTime(said, now) >= Interval && _saidAt.TryUpdate(tenant, now, said)))
        {
            Log.TenantRefused(logger, tenant, outcome, retryAfter);
        }
    }
}

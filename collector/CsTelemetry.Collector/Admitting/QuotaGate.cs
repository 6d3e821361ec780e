using System.Collections.Concurrent;
using CsTelemetry.Collector.Tenancy;

namespace CsTelemetry.Collector.Admitting;

/// <summary>
/// Holds each tenant to its events and bytes a second. Answers how long to wait; zero for "come in". There is one quota
/// for each tenant that a key exists for, so their number is bounded by the keys'. Thread-safe.
/// </summary>
internal sealed class QuotaGate(TenantDirectory tenants, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, TenantQuota> _quotas = new(StringComparer.Ordinal);
    private readonly long _start = time.GetTimestamp();

    /// <summary>Asks without taking: who is over the quota need not even send the body.</summary>
    public TimeSpan Knock(string tenant)
    {
        var (options, now) = (tenants.Of(tenant), time.GetElapsedTime(_start));
        return Quota(tenant, options, now).Wait(options, now);
    }

    /// <summary>Takes the bytes of a message, before it is parsed.</summary>
    public TimeSpan TakeBytes(string tenant, long bytes)
    {
        var (options, now) = (tenants.Of(tenant), time.GetElapsedTime(_start));
        return Quota(tenant, options, now).TakeBytes(options, bytes, now);
    }

    /// <summary>Takes the events of a message, before it reaches the log.</summary>
    public TimeSpan TakeEvents(string tenant, int events)
    {
        var (options, now) = (tenants.Of(tenant), time.GetElapsedTime(_start));
        return Quota(tenant, options, now).TakeEvents(options, events, now);
    }

    private TenantQuota Quota(string tenant, TenantOptions options, TimeSpan now) =>
        _quotas.TryGetValue(tenant, out var quota) ? quota : _quotas.GetOrAdd(tenant, _ => new TenantQuota(options, now));
}

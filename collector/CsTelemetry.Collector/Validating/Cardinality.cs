using System.Collections.Concurrent;

namespace CsTelemetry.Collector.Validating;

/// <summary>
/// Bounds how many different names a tenant may give to things of which there should be few: a feature key with an id in
/// it would otherwise make a row of every list and a bucket of every sum. Thread-safe.
/// </summary>
internal sealed class Cardinality(CardinalityOptions options, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, TenantCardinality> _tenants = new(StringComparer.Ordinal);

    /// <summary>Returns what the tenant has named so far, for one batch.</summary>
    public TenantCardinality Of(string tenant)
    {
        var names = _tenants.GetOrAdd(tenant, _ => new TenantCardinality(options, time));
        names.Age();
        return names;
    }
}

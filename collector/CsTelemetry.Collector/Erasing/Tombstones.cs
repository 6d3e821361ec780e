using System.Collections.Concurrent;
using CsTelemetry.Collector.Journal;

namespace CsTelemetry.Collector.Erasing;

/// <summary>
/// Knows who is to be forgotten, tenant by tenant, so that what arrives late about them is refused. Reading takes no
/// lock; whoever changes it takes turns.
/// </summary>
internal sealed class Tombstones
{
    private readonly ConcurrentDictionary<string, TenantTombstones> _tenants = new(StringComparer.Ordinal);

    /// <summary>Finds the tombstones of a tenant; null while it has none.</summary>
    public TenantTombstones? Of(string tenant) => _tenants.GetValueOrDefault(tenant);

    public void Add(ErasureOrder order) => _tenants.GetOrAdd(order.Tenant, _ => new TenantTombstones()).Add(order);

    public void Remove(ErasureOrder order)
    {
        if (Of(order.Tenant) is { } tenant && tenant.Remove(order) && tenant.IsEmpty)
        {
            _tenants.TryRemove(order.Tenant, out _);
        }
    }
}

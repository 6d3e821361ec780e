using System.Collections.Frozen;

namespace CsTelemetry.Collector.Tenancy;

/// <summary>Who is calling: the tenant comes from the key, never from what was sent.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="KeyPrefix">The key's public part, for logs.</param>
/// <param name="Scopes">What the key may do.</param>
/// <param name="From">The address it calls from, where that is noted; else empty.</param>
internal sealed record Caller(string Tenant, string KeyPrefix, FrozenSet<string> Scopes, string From = "")
{
    public bool May(string scope) => Scopes.Contains(scope);
}

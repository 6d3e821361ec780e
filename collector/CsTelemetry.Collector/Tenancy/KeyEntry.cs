using System.Collections.Frozen;

namespace CsTelemetry.Collector.Tenancy;

/// <summary>A key with its caller made beforehand, so that a call makes none.</summary>
internal sealed class KeyEntry(ApiKey key)
{
    public ApiKey Key { get; } = key;

    public Caller Caller { get; } = new(key.Tenant, key.Prefix, key.Scopes.ToFrozenSet(StringComparer.Ordinal));
}

using System.Collections.Frozen;

namespace CsTelemetry.Collector.Tenancy;

/// <summary>The keys of one moment; immutable, so that a reload swaps it whole.</summary>
internal sealed class KeyRing(IReadOnlyList<ApiKey> keys)
{
    // A secret that no key has: an unknown prefix costs the same time as a wrong secret.
    private static readonly string[] NoSecret = [ApiKeySecret.Hash(ApiKeySecret.Draw())];

    private readonly FrozenDictionary<string, KeyEntry> _byPrefix = keys.ToFrozenDictionary(key => key.Prefix, key => new KeyEntry(key), StringComparer.Ordinal);

    public static KeyRing Empty { get; } = new([]);

    public IReadOnlyList<ApiKey> Keys { get; } = keys;

    /// <summary>Finds the key behind a presented `prefix.secret`, if it is valid now.</summary>
    public AuthenticationOutcome Authenticate(string? presented, DateTimeOffset now)
    {
        if (string.IsNullOrEmpty(presented))
        {
            return AuthenticationOutcome.Refused("No key was sent; send `authorization: Bearer PREFIX.SECRET`.");
        }

        var dot = presented.IndexOf('.', StringComparison.Ordinal);
        var prefix = dot > 0 ? presented[..dot] : "";
        var known = _byPrefix.TryGetValue(prefix, out var entry);
        var secret = ApiKeySecret.IndexOf(presented[(dot + 1)..], entry?.Key.SecretHashes ?? NoSecret);
        if (!known || secret < 0)
        {
            return AuthenticationOutcome.Refused("The key is unknown. Check that it was copied whole, as PREFIX.SECRET.");
        }

        return Fault(entry!.Key, secret, now) is { } fault
            ? AuthenticationOutcome.Refused(fault)
            : AuthenticationOutcome.Known(entry.Caller);
    }

    private static string? Fault(ApiKey key, int secret, DateTimeOffset now) => key.Fault(now) ?? (key.IsLive(secret, now) ? null : SecretEnded(key));

    private static string SecretEnded(ApiKey key) => $"This secret of the key {key.Prefix} ended when it was rotated; use the newer one.";
}

using System.Collections.Frozen;

namespace CsTelemetry.Collector.Tenancy;

/// <summary>The keys of one moment; immutable, so that a reload swaps it whole.</summary>
internal sealed class KeyRing(IReadOnlyList<ApiKey> keys)
{
    // A secret that no key has: an unknown prefix costs the same time as a wrong secret.
    private static readonly string[] NoSecret = [ApiKeySecret.Hash(ApiKeySecret.Draw())];

    private readonly FrozenDictionary<string, ApiKey> _byPrefix = keys.ToFrozenDictionary(key => key.Prefix, StringComparer.Ordinal);

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
        var known = _byPrefix.TryGetValue(prefix, out var key);
        var matches = ApiKeySecret.Matches(presented[(dot + 1)..], key?.SecretHashes ?? NoSecret);
        if (!known || !matches)
        {
            return AuthenticationOutcome.Refused("The key is unknown. Check that it was copied whole, as PREFIX.SECRET.");
        }

        if (key!.RevokedAt is not null)
        {
            return AuthenticationOutcome.Refused($"The key {key.Prefix} has been revoked.");
        }

        return key.ExpiresAt <= now
            ? AuthenticationOutcome.Refused($"The key {key.Prefix} has expired.")
            : AuthenticationOutcome.Known(new Caller(key.Tenant, key.Prefix, key.Scopes.ToFrozenSet(StringComparer.Ordinal)));
    }
}

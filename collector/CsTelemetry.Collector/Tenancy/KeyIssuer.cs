namespace CsTelemetry.Collector.Tenancy;

/// <summary>Makes, rotates and revokes keys. Safe against other processes that do the same.</summary>
internal sealed class KeyIssuer(KeyFile file, TimeProvider time)
{
    /// <summary>How long the secret of before lives on when a key is rotated, unless it is said otherwise: 7 days.</summary>
    public static readonly TimeSpan DefaultOverlap = TimeSpan.FromDays(7);

    /// <summary>The longest such time: 90 days.</summary>
    public static readonly TimeSpan MaxOverlap = TimeSpan.FromDays(90);

    private const int PrefixLength = 8;

    /// <summary>Makes a key and returns it whole. The secret is shown this once and cannot be had again.</summary>
    /// <param name="tenant">Whose it is.</param>
    /// <param name="scopes">What it may do.</param>
    /// <param name="expiresAt">When it ends; null for never.</param>
    /// <exception cref="ArgumentException">Something is wrong with what was asked for.</exception>
    public string Create(string tenant, IReadOnlyList<string> scopes, DateTimeOffset? expiresAt = null)
    {
        Check(tenant, scopes, expiresAt);
        var prefix = $"{tenant}_{ApiKeySecret.Draw()[..PrefixLength]}";
        var secret = ApiKeySecret.Draw();
        var key = new ApiKey(prefix, tenant, [.. scopes.Distinct()], [ApiKeySecret.Hash(secret)], time.GetUtcNow(), expiresAt);
        file.Update(keys => [.. keys, key]);
        return $"{prefix}.{secret}";
    }

    /// <summary>Gives a key a second secret. The one of before ends after the overlap.</summary>
    /// <param name="prefix">Names the key.</param>
    /// <param name="overlap">How long the secret of before lives on; 0 ends it now. At most <see cref="MaxOverlap"/>.</param>
    /// <param name="endOlder">Ends the older of two live secrets now, to make room for another.</param>
    public KeyRotation Rotate(string prefix, TimeSpan overlap, bool endOlder = false)
    {
        if (overlap < TimeSpan.Zero || overlap > MaxOverlap)
        {
            return KeyRotation.Refused($"The overlap is {overlap}; it must be 0 to {MaxOverlap.TotalDays} days.");
        }

        var rotation = KeyRotation.Refused($"There is no key of the prefix \"{prefix}\"; see `keys list`.");
        file.Update(keys =>
        {
            var key = keys.FirstOrDefault(key => key.Prefix == prefix);
            var rotated = key is null ? null : Rotate(key, overlap, endOlder, out rotation);
            return rotated is null ? null : [.. keys.Select(one => one.Prefix == prefix ? rotated : one)];
        });
        return rotation;
    }

    /// <summary>Takes a key back. False if there is none of that prefix.</summary>
    public bool Revoke(string prefix)
    {
        var found = false;
        file.Update(keys =>
        {
            found = keys.Any(key => key.Prefix == prefix);
            return found ? [.. keys.Select(key => key.Prefix == prefix ? key with { RevokedAt = key.RevokedAt ?? time.GetUtcNow() } : key)] : null;
        });
        return found;
    }

    /// <summary>Takes keys out of the file that have been revoked or expired for so long. Returns their prefixes.</summary>
    public IReadOnlyList<string> Prune(TimeSpan endedFor)
    {
        IReadOnlyList<string> pruned = [];
        file.Update(keys =>
        {
            var before = time.GetUtcNow() - endedFor;
            pruned = [.. keys.Where(key => key.RevokedAt <= before || key.ExpiresAt <= before).Select(key => key.Prefix)];
            return pruned.Count == 0 ? null : [.. keys.Where(key => !pruned.Contains(key.Prefix))];
        });
        return pruned;
    }

    private ApiKey? Rotate(ApiKey key, TimeSpan overlap, bool endOlder, out KeyRotation rotation)
    {
        var now = time.GetUtcNow();
        var live = key.LiveHashes(now);
        if (key.Fault(now) is { } fault)
        {
            rotation = KeyRotation.Refused($"{fault} Make another with `keys create`.");
            return null;
        }

        if (live.Count == ApiKey.MaxSecretCount && !endOlder)
        {
            var end = key.OlderSecretEndsAt is { } at ? $"ends at {at:u}" : "has no end";
            rotation = KeyRotation.Refused($"The key {key.Prefix} has {ApiKey.MaxSecretCount} live secrets, which is the most; the older {end}. Wait for that, or end it now: `keys rotate {key.Prefix} --end-older`.");
            return null;
        }

        var secret = ApiKeySecret.Draw();
        DateTimeOffset? olderEnds = overlap == TimeSpan.Zero || live.Count == 0 ? null : now + overlap;
        rotation = new KeyRotation($"{key.Prefix}.{secret}", olderEnds, null);
        return key with
        {
            SecretHashes = olderEnds is null ? [ApiKeySecret.Hash(secret)] : [live[^1], ApiKeySecret.Hash(secret)],
            OlderSecretEndsAt = olderEnds,
        };
    }

    private void Check(string tenant, IReadOnlyList<string> scopes, DateTimeOffset? expiresAt)
    {
        var unknown = scopes.Where(scope => !Scopes.All.Contains(scope)).ToList();
        if (scopes.Count == 0)
        {
            throw new ArgumentException($"A key needs a scope. There are: {string.Join(", ", Scopes.All.Order())}.", nameof(scopes));
        }

        if (unknown.Count > 0)
        {
            throw new ArgumentException($"Unknown scopes: {string.Join(", ", unknown)}. There are: {string.Join(", ", Scopes.All.Order())}.", nameof(scopes));
        }

        if (!TenantId.IsValid(tenant))
        {
            throw new ArgumentException($"The tenant id \"{tenant}\" is not valid. {TenantId.Rule}", nameof(tenant));
        }

        if (expiresAt <= time.GetUtcNow())
        {
            throw new ArgumentException($"The key would have expired at {expiresAt:u}; name a time that is still to come.", nameof(expiresAt));
        }
    }
}

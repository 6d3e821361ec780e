namespace CsTelemetry.Collector.Tenancy;

/// <summary>A key as it is kept: who it belongs to, what it may do, and the hashes of its live secrets.</summary>
/// <param name="Prefix">The part before the dot; names the key and is no secret.</param>
/// <param name="Tenant">The tenant that everything done with the key belongs to.</param>
/// <param name="Scopes">What it may do.</param>
/// <param name="SecretHashes">SHA-256 of each secret, in hexadecimal, oldest first; at most two, so that a secret can be rotated.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">When it ends; null for never.</param>
/// <param name="RevokedAt">When it was taken back; null if it was not.</param>
/// <param name="OlderSecretEndsAt">When the first of two secrets ends; null while there is one, or if both stay.</param>
internal sealed record ApiKey(
    string Prefix,
    string Tenant,
    IReadOnlyList<string> Scopes,
    IReadOnlyList<string> SecretHashes,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ExpiresAt = null,
    DateTimeOffset? RevokedAt = null,
    DateTimeOffset? OlderSecretEndsAt = null)
{
    public const int MaxSecretCount = 2;

    /// <summary>Tells whether the secret at this index still opens the key.</summary>
    public bool IsLive(int secret, DateTimeOffset now) => secret == SecretHashes.Count - 1 || OlderSecretEndsAt is not { } end || end > now;

    /// <summary>Finds the secrets that open the key now, oldest first.</summary>
    public IReadOnlyList<string> LiveHashes(DateTimeOffset now) => [.. SecretHashes.Where((_, i) => IsLive(i, now))];

    /// <summary>Tells why the key opens nothing now; null if it does.</summary>
    public string? Fault(DateTimeOffset now) =>
        RevokedAt is not null ? $"The key {Prefix} has been revoked."
        : ExpiresAt <= now ? $"The key {Prefix} has expired."
        : null;
}

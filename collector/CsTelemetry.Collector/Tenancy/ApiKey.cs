namespace CsTelemetry.Collector.Tenancy;

/// <summary>A key as it is kept: who it belongs to, what it may do, and the hashes of its live secrets.</summary>
/// <param name="Prefix">The part before the dot; names the key and is no secret.</param>
/// <param name="Tenant">The tenant that everything done with the key belongs to.</param>
/// <param name="Scopes">What it may do.</param>
/// <param name="SecretHashes">SHA-256 of each live secret, in hexadecimal; at most two, so that a secret can be rotated.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">When it ends; null for never.</param>
/// <param name="RevokedAt">When it was taken back; null if it was not.</param>
internal sealed record ApiKey(
    string Prefix,
    string Tenant,
    IReadOnlyList<string> Scopes,
    IReadOnlyList<string> SecretHashes,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ExpiresAt = null,
    DateTimeOffset? RevokedAt = null);

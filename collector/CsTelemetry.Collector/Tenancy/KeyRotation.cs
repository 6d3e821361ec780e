namespace CsTelemetry.Collector.Tenancy;

/// <summary>What became of an order to rotate a key: the key with its new secret, or the reason against it.</summary>
/// <param name="Key">The key whole, shown this once.</param>
/// <param name="OlderSecretEndsAt">When the secret of before ends; null if it has.</param>
/// <param name="Refusal">The reason; null if it was done.</param>
internal readonly record struct KeyRotation(string? Key, DateTimeOffset? OlderSecretEndsAt, string? Refusal)
{
    public static KeyRotation Refused(string reason) => new(null, null, reason);
}

using CsTelemetry.Tracking;

namespace CsTelemetry.Wire;

/// <summary>Holds an event that was let in and is to be written, beside its details.</summary>
internal readonly struct EventDraft
{
    public required EventKind Kind { get; init; }

    public string? Feature { get; init; }

    /// <summary>Gets the feature in the form it travels in; comes before <see cref="Feature"/>.</summary>
    public TelemetryName? FeatureName { get; init; }

    public string? AccountId { get; init; }

    public string? UserId { get; init; }

    /// <summary>Gets the hash that is reported instead of <see cref="UserId"/>.</summary>
    public TelemetryName? UserHash { get; init; }

    public ScopeFrame? Scope { get; init; }

    /// <summary>Gets the facts that the event has from the scope and the client.</summary>
    public PropertySet? Inherited { get; init; }

    /// <summary>Gets the keys that may be reported; null for all.</summary>
    public PropertyAllowList? Allowed { get; init; }

    /// <summary>Gets how many events the one stands for, less one: 0 unless sampled.</summary>
    public int SampledOut { get; init; }
}

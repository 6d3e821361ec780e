namespace CsTelemetry;

/// <summary>
/// Says what is known about everything that is tracked while it is open: who acts, for which customer, from where. What
/// is left out is taken from the scope around it; what a call itself says comes first. Immutable.
/// </summary>
public sealed record TelemetryScope
{
    /// <summary>Gets the customer organisation. Default null: that of the scope around.</summary>
    public string? AccountId { get; init; }

    /// <summary>Gets the person. Default null: that of the scope around.</summary>
    public string? UserId { get; init; }

    /// <summary>Gets the sign-in session. Default null: that of the scope around.</summary>
    public string? SessionId { get; init; }

    /// <summary>Gets where the user sits. Default <see cref="Platform.Unspecified"/>: that of the scope around.</summary>
    public Platform Platform { get; init; }

    /// <summary>Gets who acts. Default <see cref="ActorKind.Unspecified"/>: that of the scope around.</summary>
    public ActorKind ActorKind { get; init; }

    /// <summary>Gets whether this user's usage may be reported; false drops what is tracked, counted as no consent. Default null: that of the scope around, at last true.</summary>
    public bool? HasConsent { get; init; }

    /// <summary>Gets further facts of every event within. Default none. An event's own property of the same key comes first.</summary>
    public IReadOnlyList<TelemetryProperty> Properties { get; init; } = [];
}

namespace CsTelemetry;

/// <summary>
/// Holds what is known about an event beside its name, account and user. It lives on the stack, so that
/// <c>new() { Properties = [new("rows", 12), new("format", "pdf")] }</c> allocates nothing.
/// </summary>
public readonly ref struct EventDetails
{
    /// <summary>Gets when it happened. Default: now. The collector takes up to 35 days back and 10 minutes ahead.</summary>
    public DateTimeOffset? OccurredAt { get; init; }

    /// <summary>Gets the sign-in session. Default none; at most 256 bytes of UTF-8.</summary>
    public string? SessionId { get; init; }

    /// <summary>Gets where the user sat. Default <see cref="Platform.Unspecified"/>.</summary>
    public Platform Platform { get; init; }

    /// <summary>Gets who acted. Default <see cref="ActorKind.Unspecified"/>, taken as a person.</summary>
    public ActorKind ActorKind { get; init; }

    /// <summary>Gets how many units the event stands for, such as files of one upload. Default 0, taken as 1; never negative.</summary>
    public long Quantity { get; init; }

    /// <summary>Gets a measure in your own unit, such as an amount. Default 0; finite.</summary>
    public double Value { get; init; }

    /// <summary>Gets how long it took, kept in whole milliseconds. Default zero; never negative.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Gets further facts. Default none; at most 32, with different keys.</summary>
    public ReadOnlySpan<TelemetryProperty> Properties { get; init; }

    internal EventDetails With(double value) => new()
    {
        OccurredAt = OccurredAt,
        SessionId = SessionId,
        Platform = Platform,
        ActorKind = ActorKind,
        Quantity = Quantity,
        Value = value,
        Duration = Duration,
        Properties = Properties,
    };
}

namespace CsTelemetry;

/// <summary>Counts the events that the client gave up, by reason.</summary>
public readonly record struct DropCounts
{
    /// <summary>Gets the events that found the buffer full.</summary>
    public long QueueFull { get; init; }

    /// <summary>Gets the events over a limit: a string, the number of properties, or the whole event.</summary>
    public long TooLarge { get; init; }

    /// <summary>Gets the uses of sampled features that others stand for.</summary>
    public long Sampled { get; init; }

    /// <summary>Gets the events that came, or were still here, without the user's consent.</summary>
    public long NoConsent { get; init; }

    /// <summary>Gets the events that lacked a field or held an impossible value.</summary>
    public long Invalid { get; init; }

    /// <summary>Gets the events whose batch could not be delivered within its age limit.</summary>
    public long Expired { get; init; }

    /// <summary>Gets the events that were left when the client was shut down, or came after.</summary>
    public long Shutdown { get; init; }

    /// <summary>Gets the sum of all reasons.</summary>
    public long Total => QueueFull + TooLarge + Sampled + NoConsent + Invalid + Expired + Shutdown;
}

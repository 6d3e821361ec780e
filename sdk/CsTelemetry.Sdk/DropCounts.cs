namespace CsTelemetry;

/// <summary>Counts the events that the client gave up, by reason.</summary>
public readonly record struct DropCounts
{
    /// <summary>Gets the events that found the buffer full.</summary>
    public long QueueFull { get; init; }

    /// <summary>Gets the events over a limit: a string, the number of properties, or the whole event.</summary>
    public long TooLarge { get; init; }

    /// <summary>Gets the events that lacked a field or held an impossible value.</summary>
    public long Invalid { get; init; }

    /// <summary>Gets the events whose batch could not be delivered within its age limit, in memory or on disk.</summary>
    public long Expired { get; init; }

    /// <summary>Gets the events that were left when the client was shut down, or came after.</summary>
    public long Shutdown { get; init; }

    /// <summary>Gets the uses that sampling left out; each use that was reported stands for them.</summary>
    public long Sampled { get; init; }

    /// <summary>Gets the events that came without consent, waited for one that was not given, or were deleted when it was withdrawn.</summary>
    public long NoConsent { get; init; }

    /// <summary>Gets the events on disk that made room for newer ones.</summary>
    public long DiskFull { get; init; }

    /// <summary>Gets the events on disk that could not be read back: the file was damaged or had gone.</summary>
    public long DiskLost { get; init; }

    /// <summary>Gets the sum of all reasons.</summary>
    public long Total => QueueFull + TooLarge + Invalid + Expired + Shutdown + Sampled + NoConsent + DiskFull + DiskLost;
}

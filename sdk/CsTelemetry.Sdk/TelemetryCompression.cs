namespace CsTelemetry;

/// <summary>Names the ways batches can be compressed.</summary>
public enum TelemetryCompression
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>By gzip, at its fastest level.</summary>
    Gzip,
}

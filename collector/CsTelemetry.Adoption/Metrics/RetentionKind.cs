namespace CsTelemetry.Adoption.Metrics;

/// <summary>Tells what counts as having come back.</summary>
public enum RetentionKind
{
    /// <summary>A use exactly on day N after the first.</summary>
    NDay,

    /// <summary>A use on day N or later.</summary>
    Unbounded,

    /// <summary>A use within a bracket of days.</summary>
    Bracket,
}

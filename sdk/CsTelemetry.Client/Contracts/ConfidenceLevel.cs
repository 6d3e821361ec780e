namespace CsTelemetry.Client.Contracts;

/// <summary>How far a score can be trusted.</summary>
public enum ConfidenceLevel
{
    /// <summary>One that a newer collector knows and this version does not. Never sent.</summary>
    Unknown,

    /// <summary>The interval's half-width is at most 5 and coverage at least .9.</summary>
    High,

    /// <summary>The half-width is at most 10. The most there is while seats are unknown.</summary>
    Medium,

    /// <summary>Anything else.</summary>
    Low,
}

namespace CsTelemetry.Collector.Api.Contracts;

/// <summary>How far a score can be trusted.</summary>
internal enum ConfidenceLevel
{
    /// <summary>The interval's half-width is at most 5 and coverage at least .9.</summary>
    High,

    /// <summary>The half-width is at most 10. The most there is while seats are unknown.</summary>
    Medium,

    /// <summary>Anything else.</summary>
    Low,
}

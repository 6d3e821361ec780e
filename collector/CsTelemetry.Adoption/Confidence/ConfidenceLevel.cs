namespace CsTelemetry.Adoption.Confidence;

/// <summary>Names how sure a score is, from least to most.</summary>
public enum ConfidenceLevel
{
    /// <summary>The interval is wide, or cannot be made.</summary>
    Low,

    /// <summary>The half-width is at most 10 points.</summary>
    Medium,

    /// <summary>The half-width is at most 5 points, coverage at least .9, and seats are known.</summary>
    High,
}

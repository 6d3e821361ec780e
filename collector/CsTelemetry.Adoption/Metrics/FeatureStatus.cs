namespace CsTelemetry.Adoption.Metrics;

/// <summary>Tells how an account stands to a feature as of a day.</summary>
public enum FeatureStatus
{
    /// <summary>Enough of its people are adopters.</summary>
    Adopted,

    /// <summary>It was used, but is not adopted.</summary>
    Tried,

    /// <summary>It was adopted before, and nobody has used it within the natural period.</summary>
    Cliff,

    /// <summary>It was never used.</summary>
    Never,

    /// <summary>The account may not use it; no zero.</summary>
    NotEntitled,

    /// <summary>No product has ever reported it; no zero.</summary>
    NotInstrumented,
}

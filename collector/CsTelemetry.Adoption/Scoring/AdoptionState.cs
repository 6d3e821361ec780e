namespace CsTelemetry.Adoption.Scoring;

/// <summary>Names what can be said about an account. Only <see cref="Scored"/> carries a number.</summary>
public enum AdoptionState
{
    /// <summary>The account has a score.</summary>
    Scored,

    /// <summary>Its tenure is below 30 days.</summary>
    Onboarding,

    /// <summary>Less than .6 of the weight is available.</summary>
    InsufficientData,

    /// <summary>Its SDK has not been heard for 7 days: silence of the meter is not silence of the account.</summary>
    Stale,

    /// <summary>An operator took it out.</summary>
    Excluded,
}

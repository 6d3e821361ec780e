namespace CsTelemetry.Adoption.Bands;

/// <summary>Names how an account is doing, from worst to best.</summary>
public enum AdoptionBand
{
    /// <summary>Below 50 points.</summary>
    AtRisk,

    /// <summary>50 points or more, below 75.</summary>
    Watch,

    /// <summary>75 points or more.</summary>
    Healthy,
}

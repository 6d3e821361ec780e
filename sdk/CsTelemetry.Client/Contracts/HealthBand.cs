namespace CsTelemetry.Client.Contracts;

/// <summary>What a score means to a customer-success team.</summary>
public enum HealthBand
{
    /// <summary>One that a newer collector knows and this version does not. Never sent.</summary>
    Unknown,

    /// <summary>75 and above.</summary>
    Healthy,

    /// <summary>50 to below 75.</summary>
    Watch,

    /// <summary>Below 50.</summary>
    AtRisk,
}

namespace CsTelemetry.Collector.Api.Contracts;

/// <summary>What a score means to a customer-success team.</summary>
internal enum HealthBand
{
    /// <summary>75 and above.</summary>
    Healthy,

    /// <summary>50 to below 75.</summary>
    Watch,

    /// <summary>Below 50.</summary>
    AtRisk,
}

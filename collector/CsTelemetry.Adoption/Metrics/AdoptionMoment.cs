namespace CsTelemetry.Adoption.Metrics;

/// <summary>Tells what a person is watched for.</summary>
public enum AdoptionMoment
{
    /// <summary>The first use: time to first value.</summary>
    FirstUse,

    /// <summary>Becoming an adopter for the first time: time to adopt.</summary>
    Adopted,
}

namespace CsTelemetry.Adoption.Model;

/// <summary>Holds the limits that decide whether an account has a score at all.</summary>
public sealed record StateLimits
{
    /// <summary>Gets the tenure below which an account is onboarding. Default 30 days, both ends counted.</summary>
    public int OnboardingDays { get; internal init; } = 30;

    /// <summary>Gets the age of the last heartbeat from which an account is stale. Default 7 days.</summary>
    public int StaleDays { get; internal init; } = 7;

    /// <summary>Gets the least sum of available weights that makes a score. Default .6.</summary>
    public double MinCoverage { get; internal init; } = .6;
}

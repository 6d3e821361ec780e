namespace CsTelemetry.Adoption.Model;

/// <summary>Holds the limits that decide whether an account has a score at all.</summary>
/// <param name="OnboardingDays">The tenure below which an account is onboarding. Default 30 days, both ends counted; 0 to 3,650.</param>
/// <param name="StaleDays">The age of the last heartbeat from which an account is stale. Default 7 days; 1 to 3,650.</param>
/// <param name="MinCoverage">The least sum of available weights that makes a score. Default .6; above 0, at most 1.</param>
public sealed record StateLimits(int OnboardingDays = 30, int StaleDays = 7, double MinCoverage = .6);

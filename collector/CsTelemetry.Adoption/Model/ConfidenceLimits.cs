namespace CsTelemetry.Adoption.Model;

/// <summary>Holds how a score's interval is made and named.</summary>
/// <param name="StandardErrors">The standard errors on each side of the score. Default 1.28, an 80 % interval; above 0, at most 10.</param>
/// <param name="HighHalfWidth">The widest half-width that is still high confidence. Default 5 points; 0 to the medium one.</param>
/// <param name="MediumHalfWidth">The widest half-width that is still medium confidence. Default 10 points; at most 100.</param>
/// <param name="HighCoverage">The least coverage of high confidence. Default .9; 0 to 1.</param>
/// <param name="MaxSinglePeople">The most people that are left out one at a time; larger accounts are left out by groups. Default 200; 1 to 10,000.</param>
/// <param name="GroupCount">The groups of a larger account. Default 20; 2 to 1,000.</param>
public sealed record ConfidenceLimits(
    double StandardErrors = 1.28,
    double HighHalfWidth = 5,
    double MediumHalfWidth = 10,
    double HighCoverage = .9,
    int MaxSinglePeople = 200,
    int GroupCount = 20);

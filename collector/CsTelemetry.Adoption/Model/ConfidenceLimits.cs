namespace CsTelemetry.Adoption.Model;

/// <summary>Holds how a score's interval is made and named.</summary>
public sealed record ConfidenceLimits
{
    /// <summary>Gets the standard errors on each side of the score. Default 1.28, an 80 % interval.</summary>
    public double StandardErrors { get; internal init; } = 1.28;

    /// <summary>Gets the widest half-width that is still high confidence. Default 5 points.</summary>
    public double HighHalfWidth { get; internal init; } = 5;

    /// <summary>Gets the widest half-width that is still medium confidence. Default 10 points.</summary>
    public double MediumHalfWidth { get; internal init; } = 10;

    /// <summary>Gets the least coverage of high confidence. Default .9.</summary>
    public double HighCoverage { get; internal init; } = .9;

    /// <summary>Gets the most people that are left out one at a time; larger accounts are left out by groups. Default 200.</summary>
    public int MaxSinglePeople { get; internal init; } = 200;

    /// <summary>Gets the groups of a larger account. Default 20.</summary>
    public int GroupCount { get; internal init; } = 20;
}

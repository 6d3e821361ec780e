namespace CsTelemetry.Adoption.Model;

/// <summary>Holds the limits that a score may not pass while something is wrong, in points of 100.</summary>
public sealed record CapLimits
{
    /// <summary>Gets the most points without an active user in 28 days. Default 20.</summary>
    public double Silence { get; internal init; } = 20;

    /// <summary>Gets the most points when one user carries the account. Default 60.</summary>
    public double SinglePoint { get; internal init; } = 60;

    /// <summary>Gets the share of value events above which one user carries the account. Default .8.</summary>
    public double SinglePointShare { get; internal init; } = .8;

    /// <summary>Gets the known seats from which the single-user cap applies. Default 5.</summary>
    public double SinglePointSeats { get; internal init; } = 5;
}

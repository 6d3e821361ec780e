namespace CsTelemetry.Adoption.Model;

/// <summary>Holds the limits that a score may not pass while something is wrong, in points of 100.</summary>
/// <param name="Silence">The most points without an active user in 28 days. Default 20; 0 to 100.</param>
/// <param name="SinglePoint">The most points when one user carries the account. Default 60; 0 to 100.</param>
/// <param name="SinglePointShare">The share of value events above which one user carries the account. Default .8; 0 to 1.</param>
/// <param name="SinglePointSeats">The known seats from which the single-user cap applies. Default 5; 1 to 10,000,000.</param>
public sealed record CapLimits(
    double Silence = 20,
    double SinglePoint = 60,
    double SinglePointShare = .8,
    double SinglePointSeats = 5);

namespace CsTelemetry.Adoption.Model;

/// <summary>Holds how accounts are divided into segments: by plan and by size class.</summary>
/// <param name="MinAccounts">The accounts that a segment needs for targets of its own. Default 30; 1 to 1,000,000.</param>
/// <param name="SmallSeats">The most seats of a small account. Default 5; 1 or more.</param>
/// <param name="MediumSeats">The most seats of a medium account. Default 20; more than a small one's.</param>
/// <param name="LargeSeats">The most seats of a large account; above, it is huge. Default 100; more than a medium one's, at most 10,000,000.</param>
public sealed record SegmentRules(int MinAccounts = 30, double SmallSeats = 5, double MediumSeats = 20, double LargeSeats = 100);

namespace CsTelemetry.Adoption.Model;

/// <summary>Holds the numbers inside the components' formulas.</summary>
/// <param name="SmoothingSeats">κ, the seats' worth of the segment's mean that smooths an account's utilisation. Default 4 seats; 0 to 1,000,000.</param>
/// <param name="EarlyReach">The share of seats to reach in months 1 to 6. Default .50; above 0, at most 1.</param>
/// <param name="MiddleReach">The share of seats to reach in months 7 to 9. Default .70; above 0, at most 1.</param>
/// <param name="LateReach">The share of seats to reach later. Default .80; above 0, at most 1.</param>
/// <param name="EarlyReachMonths">How long the early target holds after the first day. Default 6 calendar months; 0 to the middle one.</param>
/// <param name="MiddleReachMonths">How long the middle target holds after the first day. Default 9 calendar months; at most 1,200.</param>
/// <param name="ConsistencyBlocks">The week blocks that consistency looks at. Default 12; 1 to 16.</param>
/// <param name="ConsistencyHalfLifeBlocks">The blocks after which a week counts half in consistency. Default 6; above 0, at most 1,000.</param>
/// <param name="AdoptedUses">The uses within 84 days that make a core feature adopted. Default 2; 1 to 1,000,000.</param>
/// <param name="AdoptedDays">The distinct days within 84 days that make a core feature adopted. Default 2; 1 to 84.</param>
/// <param name="ResilientShare">The share of value events that must come from others than the top user. Default .6; above 0, at most 1.</param>
/// <param name="ResilientEvents">The value events of 84 days below which resilience is scaled down. Default 5; above 0, at most 1,000,000.</param>
/// <param name="SteadyMomentum">Momentum's value when nothing changes. Default .75; 0 to 1.</param>
/// <param name="MomentumSlope">How much one natural-log unit of change moves momentum. Default .5; 0 to 100.</param>
/// <param name="MomentumShrinkage">The person-weeks that shrink momentum in small accounts. Default 8; above 0, at most 1,000,000.</param>
/// <param name="MomentumTenureDays">The tenure that momentum needs. Default 112 days; 1 to 3,650.</param>
public sealed record ComponentShapes(
    double SmoothingSeats = 4,
    double EarlyReach = .50,
    double MiddleReach = .70,
    double LateReach = .80,
    int EarlyReachMonths = 6,
    int MiddleReachMonths = 9,
    int ConsistencyBlocks = 12,
    double ConsistencyHalfLifeBlocks = 6,
    int AdoptedUses = 2,
    int AdoptedDays = 2,
    double ResilientShare = .6,
    double ResilientEvents = 5,
    double SteadyMomentum = .75,
    double MomentumSlope = .5,
    double MomentumShrinkage = 8,
    int MomentumTenureDays = 112);

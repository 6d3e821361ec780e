namespace CsTelemetry.Adoption.Model;

/// <summary>Holds the numbers inside the components' formulas.</summary>
public sealed record ComponentShapes
{
    /// <summary>Gets κ, the seats' worth of the tenant's mean that smooths an account's utilisation. Default 4 seats.</summary>
    public double SmoothingSeats { get; internal init; } = 4;

    /// <summary>Gets the share of seats to reach in months 1 to 6. Default .50.</summary>
    public double EarlyReach { get; internal init; } = .50;

    /// <summary>Gets the share of seats to reach in months 7 to 9. Default .70.</summary>
    public double MiddleReach { get; internal init; } = .70;

    /// <summary>Gets the share of seats to reach later. Default .80.</summary>
    public double LateReach { get; internal init; } = .80;

    /// <summary>Gets how long the early target holds after the first day. Default 6 calendar months.</summary>
    public int EarlyReachMonths { get; internal init; } = 6;

    /// <summary>Gets how long the middle target holds after the first day. Default 9 calendar months.</summary>
    public int MiddleReachMonths { get; internal init; } = 9;

    /// <summary>Gets the week blocks that consistency looks at. Default 12, at most 16.</summary>
    public int ConsistencyBlocks { get; internal init; } = 12;

    /// <summary>Gets the blocks after which a week counts half in consistency. Default 6.</summary>
    public double ConsistencyHalfLifeBlocks { get; internal init; } = 6;

    /// <summary>Gets the uses within 84 days that make a core feature adopted. Default 2.</summary>
    public int AdoptedUses { get; internal init; } = 2;

    /// <summary>Gets the distinct days within 84 days that make a core feature adopted. Default 2.</summary>
    public int AdoptedDays { get; internal init; } = 2;

    /// <summary>Gets the share of value events that must come from others than the top user. Default .6.</summary>
    public double ResilientShare { get; internal init; } = .6;

    /// <summary>Gets the value events of 84 days below which resilience is scaled down. Default 5.</summary>
    public double ResilientEvents { get; internal init; } = 5;

    /// <summary>Gets momentum's value when nothing changes. Default .75.</summary>
    public double SteadyMomentum { get; internal init; } = .75;

    /// <summary>Gets how much one natural-log unit of change moves momentum. Default .5.</summary>
    public double MomentumSlope { get; internal init; } = .5;

    /// <summary>Gets the person-weeks that shrink momentum in small accounts. Default 8.</summary>
    public double MomentumShrinkage { get; internal init; } = 8;

    /// <summary>Gets the tenure that momentum needs. Default 112 days.</summary>
    public int MomentumTenureDays { get; internal init; } = 112;
}

namespace CsTelemetry.Adoption.Model;

/// <summary>Holds how targets and core features are taken from a portfolio.</summary>
public sealed record TargetRules
{
    /// <summary>Gets the percentile of comparable accounts that earns full points. Default .75.</summary>
    public double Percentile { get; internal init; } = .75;

    /// <summary>Gets the tenure that an account needs to shape a target. Default 30 days, both ends counted.</summary>
    public int MinTenureDays { get; internal init; } = 30;

    /// <summary>Gets the least target of breadth. Default 1.</summary>
    public double MinAdoptedCore { get; internal init; } = 1;

    /// <summary>Gets the share of value events that the core features make together. Default 80 percent.</summary>
    public int CorePercent { get; internal init; } = 80;

    /// <summary>Gets the fewest core features. Default 3, or all when fewer are in use.</summary>
    public int MinCoreCount { get; internal init; } = 3;

    /// <summary>Gets the most core features. Default 12.</summary>
    public int MaxCoreCount { get; internal init; } = 12;
}

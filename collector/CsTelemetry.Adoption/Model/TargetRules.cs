namespace CsTelemetry.Adoption.Model;

/// <summary>Holds how targets and core features are taken from a portfolio.</summary>
/// <param name="Percentile">The percentile of comparable accounts that earns full points. Default .75; 0 to 1.</param>
/// <param name="MinTenureDays">The tenure that an account needs to shape a target. Default 30 days, both ends counted; 0 to 3,650.</param>
/// <param name="MinAdoptedCore">The least target of breadth, in value weight. Default 1; above 0, at most 1,000,000.</param>
/// <param name="CorePercent">The share of value events that the core features make together. Default 80 percent; 1 to 100.</param>
/// <param name="MinCoreCount">The fewest core features. Default 3, or all when fewer are in use; 0 to the most.</param>
/// <param name="MaxCoreCount">The most core features. Default 12; at most 1,000.</param>
public sealed record TargetRules(
    double Percentile = .75,
    int MinTenureDays = 30,
    double MinAdoptedCore = 1,
    int CorePercent = 80,
    int MinCoreCount = 3,
    int MaxCoreCount = 12);

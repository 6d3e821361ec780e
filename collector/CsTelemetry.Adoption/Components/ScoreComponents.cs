using CsTelemetry.Adoption.Scoring;

namespace CsTelemetry.Adoption.Components;

/// <summary>Lists the components of model 1.0 in their published order.</summary>
internal static class ScoreComponents
{
    private static readonly IScoreComponent[] WithSeats =
        [new Reach(), new Consistency(), new Breadth(), new Intensity(), new Resilience(), new Momentum()];

    private static readonly IScoreComponent[] WithoutSeats = [new Footprint(), .. WithSeats[1..]];

    /// <summary>Chooses reach when seats are known, and footprint in its place when they are not.</summary>
    public static IReadOnlyList<IScoreComponent> For(AccountMeasures measures) =>
        measures.EligibleSeats is null ? WithoutSeats : WithSeats;
}

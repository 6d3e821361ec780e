namespace CsTelemetry.Collector.Api.Contracts;

/// <summary>What a version would change, over the whole portfolio. Bands are by the edges alone, on both sides.</summary>
/// <param name="AsOf">The day.</param>
/// <param name="AccountCount">How many accounts there are.</param>
/// <param name="ScoredBefore">How many have a score now.</param>
/// <param name="ScoredAfter">How many would have one.</param>
/// <param name="MedianBefore">The median score now.</param>
/// <param name="MedianAfter">The median score then.</param>
/// <param name="Movers">The 50 accounts whose scores would move most.</param>
/// <param name="Flows">How many accounts would go from which band to which; those that stay, too.</param>
/// <param name="Before">How many scores lie in each tenth: 0 to below 10, …, 90 to 100.</param>
/// <param name="After">The same with the version.</param>
/// <param name="BackTest">How well the version would have foretold who is lost, beside the version in force.</param>
internal sealed record ScoreModelPreview(
    DateOnly AsOf,
    int AccountCount,
    int ScoredBefore,
    int ScoredAfter,
    double? MedianBefore,
    double? MedianAfter,
    IReadOnlyList<ScoreMover> Movers,
    IReadOnlyList<BandFlow> Flows,
    IReadOnlyList<int> Before,
    IReadOnlyList<int> After,
    ScoreModelBackTest? BackTest = null);

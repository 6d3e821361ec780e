using CsTelemetry.Adoption.Core;
using CsTelemetry.Adoption.Targets;
using CsTelemetry.Adoption.Versions;

namespace CsTelemetry.Adoption.Scoring;

/// <summary>Holds the scores of a tenant's accounts at a day, and what they were measured against. Immutable.</summary>
/// <param name="AsOf">The complete day that had age 0.</param>
/// <param name="ModelVersion">The version of the model, such as <c>1.0.0-auto</c>.</param>
/// <param name="Core">The core features, most used first.</param>
/// <param name="Targets">The targets of the whole tenant; segments may have their own, see <see cref="Model"/>.</param>
/// <param name="Scores">One score per account, by the ordinal order of account ids.</param>
public sealed record PortfolioScores(
    DateOnly AsOf,
    string ModelVersion,
    IReadOnlyList<CoreFeature> Core,
    AdoptionTargets Targets,
    IReadOnlyList<AdoptionScore> Scores)
{
    /// <summary>Gets the whole model version that gave these scores: it scores any of these accounts again, to the bit. Set by <see cref="PortfolioScorer"/>.</summary>
    public ScoreModel? Model { get; init; }
}

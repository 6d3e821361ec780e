using CsTelemetry.Adoption.Versions;

namespace CsTelemetry.Collector.Scoring;

/// <summary>Holds a portfolio and what another version would make of it. Immutable.</summary>
/// <param name="Before">The portfolio by the version in force.</param>
/// <param name="Model">The other version.</param>
/// <param name="Scores">The score of each of the portfolio's rows by the other version; null for none.</param>
internal sealed record PreviewedPortfolio(Portfolio Before, ScoreModel Model, IReadOnlyList<double?> Scores);

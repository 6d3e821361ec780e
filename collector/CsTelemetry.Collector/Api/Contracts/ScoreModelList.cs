namespace CsTelemetry.Collector.Api.Contracts;

/// <summary>The versions of the tenant's score model.</summary>
/// <param name="InForce">The version that makes the scores; `auto` while targets are taken from each day.</param>
/// <param name="Items">The versions, by their name.</param>
internal sealed record ScoreModelList(string InForce, IReadOnlyList<ScoreModelSummary> Items);

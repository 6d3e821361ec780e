using CsTelemetry.Adoption.Knowledge;
using CsTelemetry.ClickHouse.Scores;
using CsTelemetry.Collector.Querying;

namespace CsTelemetry.Collector.Scoring;

/// <summary>Whose scores of which day, by what was known. Immutable.</summary>
internal sealed record ScoreQuestion(string Tenant, DateOnly AsOf, TenantKnowledge Knowledge)
{
    /// <summary>Gets how far events count as heartbeats; null for all there are.</summary>
    public LogHorizon? SendersHorizon { get; init; }

    /// <summary>Gets where the use of all accounts is read.</summary>
    public ScoringSource Source { get; } = new(Tenant, AsOf, CatalogNavigation.Of(Knowledge));

    public QueryScope Scope => new(Tenant, AsOf);
}

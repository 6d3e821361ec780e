using CsTelemetry.Adoption.Metrics;

namespace CsTelemetry.Collector.Api.Contracts;

/// <summary>Who came back after a first use.</summary>
/// <param name="Kind">What counts as having come back.</param>
/// <param name="Total">All who began within the days asked for.</param>
/// <param name="Cohorts">The same by the day, week or month of the first use; those of nobody are left out.</param>
internal sealed record RetentionTable(RetentionKind Kind, RetentionRow Total, IReadOnlyList<RetentionRow> Cohorts);

using CsTelemetry.Adoption.Metrics;

namespace CsTelemetry.Collector.Api.Contracts;

/// <summary>How many of those who began within some days came back.</summary>
/// <param name="From">The first day of first uses.</param>
/// <param name="To">The last day of first uses.</param>
/// <param name="People">Those who began then; null when it is suppressed.</param>
/// <param name="Suppressed">Whether it is withheld: fewer than 5 began then, and the key lacks the scope `users:read`.</param>
/// <param name="Cells">One for each window; null when it is suppressed.</param>
internal sealed record RetentionRow(DateOnly From, DateOnly To, int? People, bool Suppressed, IReadOnlyList<RetentionCell>? Cells);

namespace CsTelemetry.Adoption.Metrics;

/// <summary>Says how many of those who began within some days came back.</summary>
/// <param name="From">The first day of first uses.</param>
/// <param name="To">The last day of first uses.</param>
/// <param name="People">Those who began then.</param>
/// <param name="Cells">One for each window, in the order asked for.</param>
public sealed record RetentionCohort(DateOnly From, DateOnly To, int People, IReadOnlyList<RetentionCell> Cells);

namespace CsTelemetry.Client.Contracts;

/// <summary>A metric over time, whole or in groups.</summary>
/// <param name="AsOf">The newest day: complete in every time zone of the tenant's accounts.</param>
/// <param name="Provisional">Whether late events may still change that day: it is younger than 72 hours.</param>
/// <param name="Feature">The feature; null for the product as a whole.</param>
/// <param name="GroupBy">By what it is grouped; null when it is not.</param>
/// <param name="Groups">The groups by key; one without a key when it is not grouped.</param>
public sealed record MetricSeries<T>(DateOnly AsOf, bool Provisional, string? Feature, string? GroupBy, IReadOnlyList<MetricSeriesGroup<T>> Groups)
    where T : class;

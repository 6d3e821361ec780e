namespace CsTelemetry.Client.Contracts;

/// <summary>A metric of one group over time.</summary>
/// <param name="Key">The group; null for those without that attribute, and when nothing is grouped.</param>
/// <param name="Points">The days, ascending, on which the group has anybody; attributes are those of each day.</param>
public sealed record MetricSeriesGroup<T>(string? Key, IReadOnlyList<MetricPoint<T>> Points)
    where T : class;

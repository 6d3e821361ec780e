using CsTelemetry.Adoption.Metrics;
using CsTelemetry.Collector.Querying;

namespace CsTelemetry.Collector.Measuring;

/// <summary>Says about whom a metric is asked, as of when, and how it is grouped.</summary>
/// <param name="Scope">Whose, as of which complete day.</param>
/// <param name="Filter">Whom it is about.</param>
/// <param name="GroupBy">By what it is grouped.</param>
/// <param name="Platform">The only platform, such as `web`; null for all.</param>
/// <param name="Area">The only area of features; null for all.</param>
internal sealed record MetricQuestion(QueryScope Scope, MetricFilter Filter, Dimension GroupBy, string? Platform, string? Area)
{
    public DateOnly AsOf => Scope.AsOf;
}

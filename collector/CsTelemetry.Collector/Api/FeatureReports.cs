using CsTelemetry.Adoption.Knowledge;
using CsTelemetry.Collector.Api.Contracts;
using CsTelemetry.Collector.Knowing;
using CsTelemetry.Collector.Querying;
using CsTelemetry.Collector.Scoring;

namespace CsTelemetry.Collector.Api;

/// <summary>Lists features: those in use, catalogued or not, and those in the catalog, used or not. Thread-safe.</summary>
internal sealed class FeatureReports(Portfolios portfolios, FeatureQueries queries, KnowledgeBook book, CompleteDays days)
{
    /// <param name="tenant">Whose.</param>
    /// <param name="asOf">The day, as it was sent.</param>
    /// <param name="catalogued">Only those that the catalog knows, or does not know; null for all.</param>
    /// <param name="page">Which page.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<Page<FeatureSummary>> ListAsync(string tenant, string? asOf, bool? catalogued, PageParameters page, CancellationToken cancellationToken)
    {
        var scope = new QueryScope(tenant, AsOfParameter.Read(asOf, await days.NewestAsync(tenant, cancellationToken)));
        var portfolio = await portfolios.GetAsync(scope, cancellationToken);
        var core = portfolio.Model.Core.Select(feature => feature.Feature).ToHashSet(StringComparer.Ordinal);
        var activity = (await queries.ActivityAsync(scope, cancellationToken)).ToDictionary(feature => feature.Feature, StringComparer.Ordinal);
        var adopters = await queries.AdoptersAsync(scope, cancellationToken);
        var trend = (await queries.TrendAsync(scope, cancellationToken)).ToLookup(week => week.Key, StringComparer.Ordinal);
        var catalog = (await book.GetAsync(tenant, cancellationToken)).Features;
        var features = activity.Keys.Union(catalog.Keys)
            .Where(key => catalogued is null || catalog.ContainsKey(key) == catalogued)
            .Order(StringComparer.Ordinal)
            .Select(key => Describe(key, catalog.GetValueOrDefault(key), activity.GetValueOrDefault(key), core.Contains(key), adopters.GetValueOrDefault(key), TrendMap.Row(trend[key], scope.AsOf)))
            .ToList();
        return page.Cut(scope.AsOf, features, feature => feature.Key);
    }

    private static FeatureSummary Describe(string key, CatalogFeature? known, FeatureActivity? used, bool isCore, long adopters, IReadOnlyList<WeekPoint> trend) => new(
        key,
        known is not null,
        known?.Name,
        known?.Area,
        known?.Owner,
        known?.Kind ?? FeatureKind.Value,
        known?.ValueWeight ?? 1,
        known?.AvailableFrom,
        isCore,
        ContractMap.ActiveUsers(used?.Users ?? default(UserWindows)),
        adopters,
        used?.Accounts28d ?? 0,
        used?.Uses28d ?? 0,
        used?.FirstUse,
        used?.LastUse,
        trend);
}

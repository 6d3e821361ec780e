using CsTelemetry.Adoption.Core;
using CsTelemetry.Adoption.Knowledge;

namespace CsTelemetry.Collector.Scoring;

/// <summary>Reads from the catalog which features are core and which are only navigation.</summary>
internal static class CatalogCore
{
    /// <summary>Lists the core features that could be had on a day, by key; null when the catalog marks none.</summary>
    public static IReadOnlyList<CoreFeature>? Of(TenantKnowledge knowledge, DateOnly asOf)
    {
        var marked = knowledge.Features.Values.Where(feature => feature is { IsCore: true, Kind: FeatureKind.Value }).ToList();
        return marked.Count == 0
            ? null
            : [.. marked
                .Where(feature => feature.IsAvailable(asOf))
                .OrderBy(feature => feature.Key, StringComparer.Ordinal)
                .Select(feature => new CoreFeature(feature.Key, feature.ValueWeight))];
    }

    /// <summary>Lists the features whose uses are no value events.</summary>
    public static IReadOnlyList<string> Navigation(TenantKnowledge knowledge) =>
    [
        .. knowledge.Features.Values
            .Where(feature => feature.Kind == FeatureKind.Navigation)
            .Select(feature => feature.Key)
            .Order(StringComparer.Ordinal),
    ];
}

using CsTelemetry.Adoption.Knowledge;

namespace CsTelemetry.Collector.Scoring;

/// <summary>Reads from the catalog which features are only navigation.</summary>
internal static class CatalogNavigation
{
    /// <summary>Lists the features whose uses are no value events, by key.</summary>
    public static IReadOnlyList<string> Of(TenantKnowledge knowledge) =>
    [
        .. knowledge.Features.Values
            .Where(feature => feature.Kind == FeatureKind.Navigation)
            .Select(feature => feature.Key)
            .Order(StringComparer.Ordinal),
    ];
}

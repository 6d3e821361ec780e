using CsTelemetry.Adoption.Knowledge;

namespace CsTelemetry.Adoption.Core;

/// <summary>Takes the core features from the catalog.</summary>
public static class CatalogCore
{
    /// <summary>
    /// Lists the value features that the catalog marks as core and that could be had on a day, with their value weights, the heaviest
    /// first, ties by key; empty when the catalog marks none, and core features then come from use: <see cref="CoreFeatureSelection"/>.
    /// </summary>
    public static IReadOnlyList<CoreFeature> Of(TenantKnowledge knowledge, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(knowledge);
        return
        [
            .. knowledge.Features.Values
                .Where(feature => feature.IsCore && feature.Kind == FeatureKind.Value && feature.IsAvailable(day))
                .OrderByDescending(feature => feature.ValueWeight)
                .ThenBy(feature => feature.Key, StringComparer.Ordinal)
                .Select(feature => new CoreFeature(feature.Key, feature.ValueWeight)),
        ];
    }
}

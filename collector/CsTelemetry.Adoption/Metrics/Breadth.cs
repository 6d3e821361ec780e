using CsTelemetry.Adoption.Knowledge;

namespace CsTelemetry.Adoption.Metrics;

/// <summary>Says how much of the core an account has adopted: the value weight of the core features adopted / of those that it is entitled to and that are reported.</summary>
/// <param name="AdoptedWeight">The value weight of the core features that it has adopted.</param>
/// <param name="EntitledWeight">The value weight of the core features that it could have adopted.</param>
public sealed record Breadth(double AdoptedWeight, double EntitledWeight)
{
    /// <summary>Gets the share, 0 to 1; null when there is no such feature.</summary>
    public double? Share => EntitledWeight > 0 ? AdoptedWeight / EntitledWeight : null;

    /// <summary>Sums up.</summary>
    /// <param name="core">The core features, each with how the account stands to it.</param>
    public static Breadth Of(IEnumerable<(CatalogFeature Feature, FeatureStatus Status)> core)
    {
        var could = core.Where(each => each.Status is not (FeatureStatus.NotEntitled or FeatureStatus.NotInstrumented)).ToArray();
        return new Breadth(
            could.Where(each => each.Status == FeatureStatus.Adopted).Sum(each => each.Feature.ValueWeight),
            could.Sum(each => each.Feature.ValueWeight));
    }
}

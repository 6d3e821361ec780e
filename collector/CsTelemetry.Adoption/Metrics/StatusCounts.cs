namespace CsTelemetry.Adoption.Metrics;

/// <summary>Counts accounts by how they stand to a feature.</summary>
/// <param name="Adopted">Those that adopted it.</param>
/// <param name="Tried">Those that used it without adopting it.</param>
/// <param name="Cliff">Those that had adopted it and fell silent.</param>
/// <param name="Never">Those that never used it.</param>
/// <param name="NotEntitled">Those that may not use it.</param>
/// <param name="NotInstrumented">Those of which nothing can be said, because nothing is reported.</param>
public sealed record StatusCounts(int Adopted, int Tried, int Cliff, int Never, int NotEntitled, int NotInstrumented)
{
    /// <summary>Counts.</summary>
    public static StatusCounts Of(IReadOnlyList<AccountFeature> accounts)
    {
        int Count(FeatureStatus status) => accounts.Count(account => account.Status == status);
        return new StatusCounts(
            Count(FeatureStatus.Adopted), Count(FeatureStatus.Tried), Count(FeatureStatus.Cliff),
            Count(FeatureStatus.Never), Count(FeatureStatus.NotEntitled), Count(FeatureStatus.NotInstrumented));
    }
}

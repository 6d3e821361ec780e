using CsTelemetry.Adoption.Metrics;

namespace CsTelemetry.Collector.Api.Contracts;

/// <summary>How one account stands to a feature.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="Name">Its name; null when unknown.</param>
/// <param name="Plan">Its plan; null when unknown.</param>
/// <param name="Segment">Its segment; null when unknown.</param>
/// <param name="Standing">How it stands to the feature.</param>
/// <param name="PeerPercentile">The share of the other accounts in the list whose rate is lower, 0 to 100, equal ones counted half; null without a rate, or among fewer than 5.</param>
internal sealed record FeatureAccountRow(string AccountId, string? Name, string? Plan, string? Segment, AccountFeature Standing, double? PeerPercentile);

namespace CsTelemetry.Collector.Querying;

/// <summary>The whole tenant's activity as of a day.</summary>
internal sealed record PortfolioActivity(UserWindows Users, long Accounts28d, long FeatureCount);

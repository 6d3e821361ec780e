namespace CsTelemetry.Collector.Querying;

/// <summary>One feature's activity as of a day.</summary>
internal sealed record FeatureActivity(
    string Feature,
    UserWindows Users,
    long Accounts28d,
    long Uses28d,
    DateTimeOffset FirstUse,
    DateTimeOffset LastUse);

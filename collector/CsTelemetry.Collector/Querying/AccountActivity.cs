namespace CsTelemetry.Collector.Querying;

/// <summary>One account's activity as of a day. The first and last use are null when it never had a value event.</summary>
internal sealed record AccountActivity(
    string AccountId,
    UserWindows Users,
    long Features28d,
    long Uses28d,
    DateTimeOffset? FirstUse,
    DateTimeOffset? LastUse);

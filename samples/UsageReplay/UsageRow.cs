namespace UsageReplay;

/// <summary>Holds one line of a usage log: a user used a feature.</summary>
internal readonly record struct UsageRow(DateTimeOffset OccurredAt, string AccountId, string UserId, string Feature, long Quantity)
{
    /// <summary>Gets the UTC day, whatever offset the time was written with.</summary>
    public DateOnly Day => DateOnly.FromDateTime(OccurredAt.UtcDateTime);
}

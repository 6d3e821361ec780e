namespace CsTelemetry.Collector.Querying;

/// <summary>One person's use of one core feature in 84 days; bit a of the days is set when there was a use at age a.</summary>
internal readonly record struct FeatureUseRow(string AccountId, string UserId, string Feature, long Uses, ulong DaysLow, ulong DaysHigh)
{
    public UInt128 Days => new(DaysHigh, DaysLow);
}

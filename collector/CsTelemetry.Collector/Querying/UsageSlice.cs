namespace CsTelemetry.Collector.Querying;

/// <summary>By what a person's uses are told apart.</summary>
internal enum UsageSlice
{
    None,
    Feature,
    Platform,
}

namespace CsTelemetry.Collector.Api.Measures;

/// <summary>What a never-used list is of.</summary>
internal enum NeverUsedOf
{
    Users,
    Accounts,
}

namespace CsTelemetry.Collector.Tests.Scraping;

/// <summary>Names the collection that runs while nothing else does: meters are heard by every listener of the process.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneTests
{
    public const string Name = "alone";
}

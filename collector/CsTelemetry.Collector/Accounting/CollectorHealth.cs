namespace CsTelemetry.Collector.Accounting;

/// <summary>The health of the two halves: the log that takes batches, the store that the log is carried into.</summary>
internal sealed class CollectorHealth
{
    public PartHealth Log { get; } = new();

    public PartHealth Store { get; } = new();
}

namespace CsTelemetry.Collector.Journal;

/// <summary>Whoever must write something down before the log forgets.</summary>
internal interface IRetirementWitness
{
    /// <summary>Makes durable what it knows from records that are about to be deleted.</summary>
    /// <exception cref="IOException">It could not; nothing may be deleted.</exception>
    public void BeforeRetirement();
}

namespace CsTelemetry.Collector.Journal;

/// <summary>Whoever must write something down before the log forgets.</summary>
internal interface IRetirementWitness
{
    /// <summary>Makes durable what it knows from records that are about to be deleted.</summary>
    /// <param name="cancellationToken">Ends the wait; nothing may be deleted.</param>
    /// <exception cref="IOException">It could not; nothing may be deleted.</exception>
    public Task BeforeRetirementAsync(CancellationToken cancellationToken);
}

namespace CsTelemetry.Collector.Auditing;

/// <summary>Notes administrative acts. Thread-safe.</summary>
internal interface IAdministrativeLog
{
    /// <summary>Notes an act durably. Call it when the act is done, or has been refused or failed.</summary>
    /// <exception cref="IOException">It could not be written; the act itself stands. Say so to whoever did it.</exception>
    public Task NoteAsync(AuditAct act, CancellationToken cancellationToken);
}

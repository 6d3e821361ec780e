namespace CsTelemetry.LoadGenerator.Torture;

/// <summary>One kill.</summary>
/// <param name="Victim">Who.</param>
/// <param name="WaitsForReady">Whether the collector is let become ready first; otherwise it is hit while it starts.</param>
/// <param name="After">How long after that.</param>
/// <param name="FlushInterval">How long the collector's next life waits to fill a batch: cuts pinned by one life must hold in another.</param>
/// <param name="MaxBatchEvents">How many events one insert of that life has at the most.</param>
internal sealed record KillStep(Victim Victim, bool WaitsForReady, TimeSpan After, TimeSpan FlushInterval, int MaxBatchEvents);

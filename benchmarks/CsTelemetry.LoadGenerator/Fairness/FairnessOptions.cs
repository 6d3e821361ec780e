namespace CsTelemetry.LoadGenerator.Fairness;

/// <summary>What the run is asked for.</summary>
/// <param name="Duration">How long each of the two states is measured, in all.</param>
/// <param name="QuotaEventsPerSecond">The flooding tenant's quota; 0 for none, and it then sends as fast as it can.</param>
/// <param name="Times">How many times its quota it offers.</param>
/// <param name="Batch">Events of one of its batches.</param>
internal sealed record FairnessOptions(TimeSpan Duration, long QuotaEventsPerSecond, double Times, int Batch)
{
    /// <summary>Gets whether the flood is held back by its quota, or by the turns towards the log alone.</summary>
    public bool HasQuota => QuotaEventsPerSecond > 0;
}

namespace CsTelemetry.Collector.Erasing;

/// <summary>The batches that came in between two orders to erase. Guarded by its gate.</summary>
internal sealed class IntakeWave
{
    public int InsideCount { get; set; }

    /// <summary>Gets or sets whether no more batches join it.</summary>
    public bool HasEnded { get; set; }

    /// <summary>Gets what ends when it has ended and all its batches have left.</summary>
    public TaskCompletionSource Empty { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}

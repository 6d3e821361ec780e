namespace CsTelemetry.Collector.Erasing;

/// <summary>
/// Counts the batches between being judged and being in the log, so that an order to erase can wait for those that
/// were judged before its tombstone stood: its place in the log is then behind everything it must erase. Costs two
/// short locks a batch. Thread-safe.
/// </summary>
internal sealed class IntakeGate(Tombstones tombstones)
{
    private readonly Lock _gate = new();
    private IntakeWave _wave = new();
    private Task _earlierWaves = Task.CompletedTask;

    /// <summary>Lets a batch in. Dispose of the pass when the batch is in the log, or is not going to be.</summary>
    public IntakePass Enter(string tenant)
    {
        IntakeWave wave;
        lock (_gate)
        {
            wave = _wave;
            wave.InsideCount++;
        }

        // After entering, never before: whoever set a tombstone that is not seen here waits for this pass.
        return new IntakePass(this, wave, tombstones.Of(tenant));
    }

    /// <summary>Waits until all batches that were let in before this call are in the log, or are not going to be.</summary>
    public Task EarlierPassesAsync()
    {
        lock (_gate)
        {
            var ended = _wave;
            _wave = new IntakeWave();
            ended.HasEnded = true;
            EndIfEmpty(ended);
            return _earlierWaves = _earlierWaves.IsCompleted ? ended.Empty.Task : Task.WhenAll(_earlierWaves, ended.Empty.Task);
        }
    }

    internal void Leave(IntakeWave wave)
    {
        lock (_gate)
        {
            wave.InsideCount--;
            EndIfEmpty(wave);
        }
    }

    private static void EndIfEmpty(IntakeWave wave)
    {
        if (wave.HasEnded && wave.InsideCount == 0)
        {
            wave.Empty.TrySetResult();
        }
    }
}

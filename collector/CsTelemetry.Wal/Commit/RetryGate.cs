namespace CsTelemetry.Wal.Commit;

/// <summary>Spaces out attempts after failures: the pause doubles up to a cap. Used by one thread.</summary>
internal sealed class RetryGate(TimeProvider time, TimeSpan firstPause, TimeSpan longestPause)
{
    private TimeSpan _pause = TimeSpan.Zero;
    private long _closedAt;

    public bool IsOpen => _pause == TimeSpan.Zero || time.GetElapsedTime(_closedAt) >= _pause;

    public void CloseAfterFailure()
    {
        var doubled = _pause == TimeSpan.Zero ? firstPause : _pause * 2;
        _pause = doubled < longestPause ? doubled : longestPause;
        _closedAt = time.GetTimestamp();
    }

    public void Reset() => _pause = TimeSpan.Zero;
}

namespace UsageReplay;

/// <summary>Tells when a number has stood still for too long.</summary>
internal sealed class Stall(TimeSpan patience, TimeProvider time)
{
    private long _settled = -1;
    private long _since;

    public bool Lasts(long settled)
    {
        if (settled != _settled)
        {
            _settled = settled;
            _since = time.GetTimestamp();
        }

        return time.GetElapsedTime(_since) >= patience;
    }
}

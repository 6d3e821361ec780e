namespace CsTelemetry.Collector.Erasing;

/// <summary>One batch on its way from being judged to being in the log.</summary>
internal sealed class IntakePass(IntakeGate gate, IntakeWave wave, TenantTombstones? tombstones) : IDisposable
{
    private bool _hasLeft;

    /// <summary>Gets whose events are to be refused; null while the tenant has asked for nobody's erasure.</summary>
    public TenantTombstones? Tombstones { get; } = tombstones;

    public void Dispose()
    {
        if (!_hasLeft)
        {
            _hasLeft = true;
            gate.Leave(wave);
        }
    }
}

namespace CsTelemetry.Collector.Accounting;

/// <summary>Remembers whether a part of the collector did the last thing it was asked to. Thread-safe.</summary>
internal sealed class PartHealth
{
    private volatile string? _fault;

    /// <summary>Gets what is wrong; null if nothing is.</summary>
    public string? Fault => _fault;

    public void Worked() => _fault = null;

    public void Failed(string fault) => _fault = fault;
}

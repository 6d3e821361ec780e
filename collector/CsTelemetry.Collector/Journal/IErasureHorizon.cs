namespace CsTelemetry.Collector.Journal;

/// <summary>Tells from where on the store holds what the log holds: before that, somebody may have been erased.</summary>
internal interface IErasureHorizon
{
    /// <summary>Gets the sequence of the newest order to erase that is known of a log; 0 if there is none.</summary>
    public long LastOrderIn(ulong logId);
}

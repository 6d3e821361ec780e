namespace CsTelemetry.Wal;

/// <summary>Tells how an append ended.</summary>
public enum WalAppendStatus
{
    /// <summary>The write or the fsync failed, no segment could be opened, or the log is closed. The record may or may not survive a crash; it will not be read before one.</summary>
    Failed = 0,

    /// <summary>The record is on stable storage.</summary>
    Durable = 1,

    /// <summary>There is no room: too much is queued, the log is at its cap, or the disk is full. Nothing of the record is kept.</summary>
    Full = 2,
}

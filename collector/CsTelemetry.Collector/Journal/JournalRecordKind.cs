namespace CsTelemetry.Collector.Journal;

/// <summary>What a record of the log is: its second byte. Never renumber one.</summary>
internal enum JournalRecordKind : byte
{
    /// <summary>One batch as it came in, with what was decided on it. 1 was a batch in a form of the log's own.</summary>
    Batch = 5,

    /// <summary>A cut: these batches go to the store as one insert, for ever.</summary>
    Frozen = 2,

    /// <summary>A checkpoint: everything up to here is in the store, audited.</summary>
    Verified = 3,

    /// <summary>An order to erase somebody's data.</summary>
    Erasure = 4,

    /// <summary>The rows that a cut goes without, because the store refuses them.</summary>
    Excluded = 6,

    /// <summary>Rows of cuts up to here were removed from the store on purpose: they must not be sent again.</summary>
    Removed = 7,
}

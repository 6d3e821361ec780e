namespace CsTelemetry.Wal;

/// <summary>Counts what a log did since it was opened, and what it holds now. Counters only grow.</summary>
public sealed record WalStatistics
{
    /// <summary>Gets the number of segment files.</summary>
    public required int SegmentCount { get; init; }

    /// <summary>Gets the durable bytes in segments, headers included.</summary>
    public required long DiskBytes { get; init; }

    /// <summary>Gets the bytes queued or being written: records not yet answered.</summary>
    public required long PendingBytes { get; init; }

    /// <summary>Gets the records acknowledged since the log was opened.</summary>
    public required long RecordsAppended { get; init; }

    /// <summary>Gets the payload bytes acknowledged since the log was opened.</summary>
    public required long PayloadBytesAppended { get; init; }

    /// <summary>Gets the appends answered <see cref="WalAppendStatus.Full"/>.</summary>
    public required long AppendsRefused { get; init; }

    /// <summary>Gets the appends answered <see cref="WalAppendStatus.Failed"/>.</summary>
    public required long AppendsFailed { get; init; }

    /// <summary>Gets the records found when the log was opened; those of sealed segments by their numbers, since they are checked when they are read.</summary>
    public required long RecordsRecovered { get; init; }

    /// <summary>Gets the bytes of unfinished or never acknowledged writes that recovery cut off.</summary>
    public required long TornBytesCut { get; init; }

    /// <summary>Gets the damaged records skipped by recovery or by the first cursor that came to them, at least; each was logged.</summary>
    public required long CorruptRecordsSkipped { get; init; }

    /// <summary>Gets the segment files set aside (<c>.unreadable</c>) or not readable when the log was opened.</summary>
    public required long UnreadableSegments { get; init; }

    /// <summary>Gets the places where a segment was missing between two others.</summary>
    public required long MissingSegments { get; init; }

    /// <summary>Gets the segments retired since the log was opened.</summary>
    public required long SegmentsRetired { get; init; }

    /// <summary>Gets whether the disk ran full: only control records are taken until there is room again.</summary>
    public required bool IsDiskFull { get; init; }

    /// <summary>Gets how long the last write and fsync of a group took.</summary>
    public required TimeSpan LastCommitDuration { get; init; }
}

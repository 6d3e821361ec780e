using Microsoft.Extensions.Logging;

namespace CsTelemetry.Wal;

internal static partial class Log
{
    [LoggerMessage(2001, LogLevel.Information, "Write-ahead log {LogId:x16} in '{Location}' was opened with {SegmentCount} segments and {RecordCount} records; the next sequence is {NextSequence}.")]
    public static partial void Opened(ILogger logger, ulong logId, string location, int segmentCount, long recordCount, long nextSequence);

    [LoggerMessage(2002, LogLevel.Warning, "Segment {FileName} ended in {Bytes} bytes of an unfinished or failed write, which were never acknowledged; they were cut off.")]
    public static partial void TornTailCut(ILogger logger, string fileName, long bytes);

    [LoggerMessage(2003, LogLevel.Error, "Segment {FileName} is damaged in {Bytes} bytes at offset {Offset}; at least {LostRecords} records were skipped. Check the disk; a copy is kept in a .corrupt file.")]
    public static partial void DamageFound(ILogger logger, string fileName, long offset, long bytes, long lostRecords);

    [LoggerMessage(2004, LogLevel.Error, "Segment {FileName} ({Bytes} bytes) holds nothing that can be read; it was renamed to .unreadable. Restore it from a copy or delete it.")]
    public static partial void SegmentUnreadable(ILogger logger, string fileName, long bytes);

    [LoggerMessage(2005, LogLevel.Error, "Segment {FileName} could not be read and is left out until the next start; its records are not lost yet. Check the disk.")]
    public static partial void SegmentNotRead(ILogger logger, string fileName, Exception exception);

    [LoggerMessage(2006, LogLevel.Error, "Segment {FileName} follows segment {PreviousFirstSequence}, which is missing; the records between were lost unless they had been retired.")]
    public static partial void SegmentMissing(ILogger logger, string fileName, long previousFirstSequence);

    [LoggerMessage(2007, LogLevel.Warning, "The header of segment {FileName} is damaged; its records are read by its name.")]
    public static partial void SegmentHeaderDamaged(ILogger logger, string fileName);

    [LoggerMessage(2008, LogLevel.Error, "Segment {FileName} has {Bytes} bytes, though {ExpectedBytes} had been fsynced; the records at its end are lost.")]
    public static partial void SegmentTooShort(ILogger logger, string fileName, long bytes, long expectedBytes);

    [LoggerMessage(2009, LogLevel.Warning, "The id file of the log in '{Location}' was missing or damaged; id {LogId:x16} was taken from segment headers.")]
    public static partial void IdRestored(ILogger logger, string location, ulong logId);

    [LoggerMessage(2010, LogLevel.Error, "Repair of {FileName} failed; the log goes on without it and will try again at the next start.")]
    public static partial void RepairFailed(ILogger logger, string fileName, Exception exception);

    [LoggerMessage(2011, LogLevel.Error, "Write or fsync of segment {FileName} failed; it was sealed at {DurableBytes} bytes and its group was answered as failed.")]
    public static partial void CommitFailed(ILogger logger, string fileName, long durableBytes, Exception exception);

    [LoggerMessage(2012, LogLevel.Warning, "Segment {FileName} could not be cut to the {DurableBytes} bytes that count; the rest is void.")]
    public static partial void CutFailed(ILogger logger, string fileName, long durableBytes, Exception exception);

    [LoggerMessage(2013, LogLevel.Error, "Segment for sequence {FirstSequence} could not be started; appends fail until one can.")]
    public static partial void SegmentNotOpened(ILogger logger, long firstSequence, Exception exception);

    [LoggerMessage(2014, LogLevel.Error, "The disk under '{Location}' is full; the reserve of {ReserveBytes} bytes was given up and only control records are taken. Free space, or let segments be retired.")]
    public static partial void DiskFull(ILogger logger, string location, int reserveBytes);

    [LoggerMessage(2015, LogLevel.Information, "The reserve of {ReserveBytes} bytes in '{Location}' is in place.")]
    public static partial void DiskReserveReady(ILogger logger, string location, int reserveBytes);

    [LoggerMessage(2016, LogLevel.Warning, "The reserve of {ReserveBytes} bytes in '{Location}' could not be made or deleted.")]
    public static partial void DiskReserveFailed(ILogger logger, string location, int reserveBytes, Exception exception);

    [LoggerMessage(2017, LogLevel.Debug, "Segment {FileName} was retired; its last sequence was {LastSequence}.")]
    public static partial void SegmentRetired(ILogger logger, string fileName, long lastSequence);

    [LoggerMessage(2018, LogLevel.Warning, "Segment {FileName} could not be retired; the next retirement tries again.")]
    public static partial void RetirementFailed(ILogger logger, string fileName, Exception exception);

    [LoggerMessage(2019, LogLevel.Error, "Segment {FileName} was deleted by somebody else; a cursor skipped its records up to {LastSequence}.")]
    public static partial void SegmentVanished(ILogger logger, string fileName, long lastSequence);

    [LoggerMessage(2020, LogLevel.Critical, "The committer stopped on a bug; every append fails until the log is opened again.")]
    public static partial void CommitterStopped(ILogger logger, Exception exception);

    [LoggerMessage(2021, LogLevel.Error, "Closing took longer than {CloseTimeout}; {AppendCount} queued appends were answered as failed.")]
    public static partial void CloseTimedOut(ILogger logger, TimeSpan closeTimeout, int appendCount);

    [LoggerMessage(2022, LogLevel.Warning, "The damaged bytes of segment {FileName} could not be copied to a .corrupt file; they go when the segment is retired.")]
    public static partial void EvidenceNotKept(ILogger logger, string fileName, Exception exception);

    [LoggerMessage(2023, LogLevel.Warning, "The next segment of {SegmentBytes} bytes could not be prepared in '{Location}'; it will grow with its records, and their fsyncs take longer.")]
    public static partial void SegmentNotPrepared(ILogger logger, string location, int segmentBytes, Exception exception);
}

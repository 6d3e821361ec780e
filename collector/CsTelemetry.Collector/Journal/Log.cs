namespace CsTelemetry.Collector.Journal;

internal static partial class Log
{
    [LoggerMessage(1301, LogLevel.Error, "The record {Sequence} of the log is whole, but cannot be read here, and was passed over: {Why} A copy is kept as {Path}.")]
    public static partial void RecordUnread(ILogger logger, long sequence, string why, string path);

    [LoggerMessage(1302, LogLevel.Error, "The record {Sequence} of the log is whole, but cannot be read here, and was passed over: {Why} No copy was made: {Folder} holds {MaxFileCount} files or {MaxTotalBytes} bytes. Move them away and start again while the log has the record.")]
    public static partial void UnreadRecordNotKept(ILogger logger, long sequence, string why, string folder, int maxFileCount, long maxTotalBytes);

    [LoggerMessage(1303, LogLevel.Error, "The record {Sequence} of the log is whole, but cannot be read here, and was passed over: {Why} It could not be copied to {Folder}; it goes with its segment.")]
    public static partial void UnreadRecordNotCopied(ILogger logger, long sequence, string why, string folder, Exception exception);
}

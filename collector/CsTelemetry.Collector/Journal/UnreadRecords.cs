using System.Diagnostics.Metrics;
using System.Globalization;

namespace CsTelemetry.Collector.Journal;

/// <summary>
/// Keeps records of the log that are whole and that this collector cannot read, each in a file of its own, as it lay in the log:
/// what a newer collector wrote before a downgrade must not go with its segment. Counts and logs each once a start.
/// Limited: <see cref="MaxFileCount"/> files of <see cref="MaxTotalBytes"/> together. Notes come from one thread; the rest is thread-safe.
/// </summary>
internal sealed class UnreadRecords(string folder, ILogger<UnreadRecords> logger) : IDisposable
{
    /// <summary>The directory of the copies, in the data directory.</summary>
    public const string FolderName = "unread";

    /// <summary>The most copies that are kept.</summary>
    public const int MaxFileCount = 10_000;

    /// <summary>The most bytes that they take: 64 MiB.</summary>
    public const long MaxTotalBytes = 64L * 1024 * 1024;

    private readonly Meter _meter = new("CsTelemetry.Collector.Journal");
    private readonly long[] _counts = new long[Enum.GetValues<UnreadReason>().Length];
    private (int Files, long Bytes)? _kept;

    /// <summary>Gets what to tell whoever asks how the collector stands; null when every record was read.</summary>
    public string? Summary => Of(UnreadReason.Newer) + Of(UnreadReason.Broken) is > 0 and var count
        ? $"{count} whole records of the log were passed over ({Of(UnreadReason.Newer)} of a form that this collector does not know, {Of(UnreadReason.Broken)} broken); copies are in {folder}"
        : null;

    /// <summary>Exports the counts.</summary>
    public void Observe() => _meter.CreateObservableCounter(
        "cstelemetry.collector.log.unread_records",
        () => Enum.GetValues<UnreadReason>().Select(reason => new Measurement<long>(Of(reason), new KeyValuePair<string, object?>("reason", reason.ToString().ToLowerInvariant()))),
        "{record}",
        "Whole records of the log that were passed over at the start, since this collector cannot read them.");

    /// <summary>Counts a record and keeps a copy. It does not fail: a start must not.</summary>
    public void Note(ulong logId, long sequence, ReadOnlySpan<byte> record, UnreadReason reason, string why)
    {
        Interlocked.Increment(ref _counts[(int)reason]);
        var path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{logId:x16}-{sequence:D20}.record"));
        try
        {
            if (Keep(path, record))
            {
                Log.RecordUnread(logger, sequence, why, path);
            }
            else
            {
                Log.UnreadRecordNotKept(logger, sequence, why, folder, MaxFileCount, MaxTotalBytes);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Log.UnreadRecordNotCopied(logger, sequence, why, folder, exception);
        }
    }

    public void Dispose() => _meter.Dispose();

    private long Of(UnreadReason reason) => Interlocked.Read(ref _counts[(int)reason]);

    private bool Keep(string path, ReadOnlySpan<byte> record)
    {
        Directory.CreateDirectory(folder);
        var kept = _kept ??= Count();
        if (new FileInfo(path) is { Exists: true } copy && copy.Length == record.Length)
        {
            return true;
        }

        if (kept.Files >= MaxFileCount || kept.Bytes + record.Length > MaxTotalBytes)
        {
            return false;
        }

        using (var file = new FileStream(path, Creation()))
        {
            file.Write(record);
            file.Flush(flushToDisk: true);
        }

        Wal.Storage.DirectorySync.Flush(folder);
        _kept = (kept.Files + 1, kept.Bytes + record.Length);
        return true;
    }

    private (int Files, long Bytes) Count()
    {
        var files = new DirectoryInfo(folder).GetFiles("*.record");
        return (files.Length, files.Sum(file => file.Length));
    }

    private static FileStreamOptions Creation()
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }
}

namespace CsTelemetry.Wal;

/// <summary>Sets where a log lives and every limit it keeps. Read once, by <see cref="WriteAheadLog.Open(WalOptions, TimeProvider, Microsoft.Extensions.Logging.ILogger)"/>.</summary>
public sealed class WalOptions
{
    /// <summary>Is the most payload bytes of one control record: 64 KiB.</summary>
    public const int MaxControlRecordBytes = 64 * 1024;

    /// <summary>Gets or sets the directory, made when missing. Required. One log and one process per directory.</summary>
    public string Directory { get; set; } = "";

    /// <summary>Gets or sets the largest segment file, in bytes. Default 64 MiB; 4 KiB to 1 GiB, and room for one largest record.</summary>
    public int SegmentBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>Gets or sets the most payload bytes of one record. Default 8 MiB; 1 byte to 64 MiB.</summary>
    public int MaxRecordBytes { get; set; } = 8 * 1024 * 1024;

    /// <summary>
    /// Gets or sets the most bytes all segments may hold together; above it appends are answered <see cref="WalAppendStatus.Full"/>.
    /// Default 8 GiB; at least two segments. Control records may exceed it by one segment.
    /// </summary>
    public long MaxTotalBytes { get; set; } = 8L * 1024 * 1024 * 1024;

    /// <summary>
    /// Gets or sets the most bytes queued for the next commits; above it appends are answered <see cref="WalAppendStatus.Full"/> at once.
    /// Default 64 MiB; room for one largest record, to 1 GiB. Control records may exceed it by <see cref="ReserveBytes"/>.
    /// </summary>
    public long MaxPendingBytes { get; set; } = 64L * 1024 * 1024;

    /// <summary>Gets or sets the most bytes of one write and fsync; one larger record goes alone. Default 4 MiB; 4 KiB to 64 MiB.</summary>
    public int MaxGroupBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>Gets or sets the bytes kept back on disk, given up when the disk is full so that control records can still be written. Default 1 MiB; 128 KiB to 64 MiB.</summary>
    public int ReserveBytes { get; set; } = 1024 * 1024;

    /// <summary>
    /// Gets or sets whether the next segment's file is filled with zeros ahead of its use, so that fsyncs wait for less. Default true.
    /// The room that it and the unused end of the newest segment take, up to two segments, is not counted in <see cref="MaxTotalBytes"/>;
    /// on a full disk it is given back.
    /// </summary>
    public bool PreparesSegments { get; set; } = true;

    /// <summary>Gets or sets how long closing waits for queued appends. Default 5 s; 0 to 5 min.</summary>
    public TimeSpan CloseTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Lists everything wrong with these options; empty when they can be used.</summary>
    public IReadOnlyList<string> Validate() => WalOptionsRules.FaultsOf(this);
}

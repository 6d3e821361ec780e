namespace CsTelemetry.Persisting;

/// <summary>Holds how much may lie on disk, and for how long.</summary>
internal sealed class DiskLimits(long maxBytes, TimeSpan maxAge)
{
    public long MaxBytes { get; } = maxBytes;

    public TimeSpan MaxAge { get; } = maxAge;

    /// <summary>The most files: a week of one a minute, twice, and few enough to be deleted quickly.</summary>
    public const int MaxFiles = 20_000;

    /// <summary>What a file at least takes on the disk; files are counted in whole blocks.</summary>
    private const int BlockBytes = 4096;

    /// <summary>How long the collector recognises a batch, less two hours for the way and a skewed clock.</summary>
    public static readonly TimeSpan MaxAfterArrival = TimeSpan.FromHours(70);

    public static DiskLimits From(CsTelemetryOptions options) => new(options.MaxDiskBytes, options.MaxDiskAge);

    public static long BytesOnDisk(int fileBytes) => (fileBytes + BlockBytes - 1L) / BlockBytes * BlockBytes;

    /// <summary>Tells whether a batch is too old to be sent. One from the future is not: the clock was set back.</summary>
    public bool AreOver(KeptBatch kept, long nowUnixMs) =>
        nowUnixMs - kept.CreatedAt > MaxAge.TotalMilliseconds
        || (kept.MayHaveArrivedAt != 0 && nowUnixMs - kept.MayHaveArrivedAt > MaxAfterArrival.TotalMilliseconds);
}

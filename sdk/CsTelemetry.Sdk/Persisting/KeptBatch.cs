namespace CsTelemetry.Persisting;

/// <summary>Stands for a batch on disk.</summary>
internal sealed class KeptBatch(ulong owner, in BatchHeader header)
{
    public string Name { get; } = FileName.Batch(owner, header.ClientInstance, header.BatchSequence);

    public ulong ClientInstance { get; } = header.ClientInstance;

    public ulong BatchSequence { get; } = header.BatchSequence;

    public int EventCount { get; } = header.EventCount;

    public long CreatedAt { get; } = header.CreatedAt;

    public long Bytes { get; } = DiskLimits.BytesOnDisk(BatchFile.HeaderBytes + header.FrameBytes);

    /// <summary>Gets or sets when it may first have reached the collector; 0 when it certainly has not. Only by who took it.</summary>
    public long MayHaveArrivedAt { get; set; } = header.MayHaveArrivedAt;

    /// <summary>Gets or sets how often it failed where others did not, or could not be read. Only by who took it.</summary>
    public int Setbacks { get; set; }

    /// <summary>Gets or sets whether it stands in the books as persisted. Guarded by the buffer's gate.</summary>
    public bool IsInBooks { get; set; }
}

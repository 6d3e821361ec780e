namespace CsTelemetry.Persisting;

/// <summary>Names a file in the directory.</summary>
internal readonly struct DiskEntry(string name, long bytes, DateTimeOffset writtenAt)
{
    public string Name { get; } = name;

    public long Bytes { get; } = bytes;

    public DateTimeOffset WrittenAt { get; } = writtenAt;
}

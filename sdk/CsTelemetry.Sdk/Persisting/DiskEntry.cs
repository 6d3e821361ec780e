namespace CsTelemetry.Persisting;

/// <summary>Names a file in the directory.</summary>
internal readonly record struct DiskEntry(string Name, long Bytes, DateTimeOffset WrittenAt);

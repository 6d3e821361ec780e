namespace CsTelemetry.Wal.Storage;

/// <summary>Is one file of the directory.</summary>
internal readonly record struct LogFileEntry(string Name, long Bytes);

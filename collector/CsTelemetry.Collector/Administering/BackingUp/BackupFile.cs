namespace CsTelemetry.Collector.Administering.BackingUp;

/// <summary>Is one file of a backup.</summary>
/// <param name="Path">Its path in the backup, with forward slashes.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Its checksum, in hexadecimal.</param>
internal sealed record BackupFile(string Path, long Bytes, string Sha256);

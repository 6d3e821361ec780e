using System.Security.Cryptography;
using System.Text.Json;
using CsTelemetry.ClickHouse.Snapshots;

namespace CsTelemetry.Collector.Administering.BackingUp;

/// <summary>Lists what a backup holds, with the checksum of every file. Written last, with a checksum of its own beside it: a backup without it is none.</summary>
/// <param name="Format">The layout of the backup.</param>
/// <param name="CreatedAt">The moment that it is of.</param>
/// <param name="SchemaVersion">The schema of its tables.</param>
/// <param name="Files">Every file, by its path in the backup.</param>
/// <param name="Partitions">What of the store is in which file.</param>
internal sealed record BackupManifest(
    int Format, DateTimeOffset CreatedAt, int SchemaVersion, IReadOnlyList<BackupFile> Files, IReadOnlyList<SnapshotPartition> Partitions)
{
    public const int CurrentFormat = 1;
    public const string FileName = "manifest.json";
    private const string ChecksumName = "manifest.json.sha256";

    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true };

    /// <summary>Gets how many shards the store had; 1 without a cluster.</summary>
    public int ShardCount { get; init; } = 1;

    public static string PathOf(SnapshotPartition partition) =>
        $"store/{(partition.Shard == 0 ? "" : $"shard-{partition.Shard}/")}{partition.Table}/{partition.Id}.native.gz";

    public void Save(string directory)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(this, Json);
        BackupFiles.Write(Path.Combine(directory, ChecksumName), System.Text.Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(content)) + "\n"));
        BackupFiles.Write(Path.Combine(directory, FileName), content);
    }

    /// <exception cref="AdministrationException">There is no whole manifest.</exception>
    public static BackupManifest Load(string directory)
    {
        var path = Path.Combine(directory, FileName);
        if (!File.Exists(path))
        {
            throw AdministrationException.Usage($"{directory} holds no backup: there is no {FileName}. One that was interrupted has none either.");
        }

        var content = File.ReadAllBytes(path);
        var checksum = Path.Combine(directory, ChecksumName);
        if (!File.Exists(checksum) || File.ReadAllText(checksum).Trim() != Convert.ToHexStringLower(SHA256.HashData(content)))
        {
            throw new AdministrationException($"The checksum of {path} is wrong: the backup is damaged. Restore from another one.");
        }

        var manifest = JsonSerializer.Deserialize<BackupManifest>(content, Json)!;
        return manifest.Format == CurrentFormat
            ? manifest
            : throw new AdministrationException($"The backup has the format {manifest.Format}; this collector reads {CurrentFormat}. Restore it with the version that made it.");
    }
}

using System.Runtime.CompilerServices;
using CsTelemetry.ClickHouse.Clusters;
using CsTelemetry.ClickHouse.Schema;
using CsTelemetry.ClickHouse.Snapshots;

namespace CsTelemetry.Collector.Administering.BackingUp;

/// <summary>Makes a data directory and a store of a backup again. Whatever is there already is never touched.</summary>
internal sealed class Restoration(string directory, DataFolder data)
{
    private BackupManifest? _manifest;

    /// <summary>Checks the backup, byte by byte, and that there is room for it; the directory is then marked as unfinished.</summary>
    public async IAsyncEnumerable<AdministrationLine> PrepareAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        _manifest = BackupManifest.Load(directory);
        RequireEmpty();
        var faults = 0;
        for (var i = 0; i < _manifest.Files.Count; i++)
        {
            yield return AdministrationLine.Progress($"checking {_manifest.Files[i].Path}", i, _manifest.Files.Count);
            if (await BackupFiles.FaultAsync(directory, _manifest.Files[i], cancellationToken) is { } fault)
            {
                faults++;
                yield return AdministrationLine.Fault(fault);
            }
        }

        if (faults > 0)
        {
            throw new AdministrationException($"The backup is damaged: {faults} of {_manifest.Files.Count} files are not what they were. Nothing was restored; use another one.");
        }

        BackupFiles.MakeFolder(data.Path);
        BackupFiles.Write(data.File(DataFolder.UnfinishedRestore), []);
    }

    /// <summary>Loads the store, then the collector's own files; the mark goes last.</summary>
    public async IAsyncEnumerable<AdministrationLine> RunAsync(StoreTopology topology, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var manifest = _manifest!;
        var store = new SnapshotStore(topology);
        if (manifest.ShardCount != store.ShardCount)
        {
            throw AdministrationException.Usage(
                $"The backup is of {manifest.ShardCount} shards, and the store has {store.ShardCount}: rows would lie where nobody looks for them. Name as many servers in ClickHouse:Shards, in the order of then.");
        }

        await new SchemaMigrator(topology).MigrateThroughAsync(manifest.SchemaVersion, cancellationToken);
        await store.DropAsync(cancellationToken);
        if (await store.CountAllAsync(cancellationToken) is var rows and > 0)
        {
            throw AdministrationException.Usage($"The database {topology.Client.Endpoint} holds {rows} rows. Restore into an empty one: name another with ClickHouse:Database.");
        }

        for (var i = 0; i < manifest.Partitions.Count; i++)
        {
            var partition = manifest.Partitions[i];
            yield return AdministrationLine.Progress($"{partition.Table} {partition.Id}", i, manifest.Partitions.Count);
            using var file = File.OpenRead(Path.Combine(directory, BackupManifest.PathOf(partition)));
            await store.WriteAsync(partition, file, cancellationToken);
        }

        foreach (var file in manifest.Files.Where(file => file.Path.StartsWith(DataFiles.Folder + "/", StringComparison.Ordinal)))
        {
            await BackupFiles.CopyAsync(Path.Combine(directory, file.Path), data.File(file.Path[(DataFiles.Folder.Length + 1)..]), cancellationToken);
        }

        File.Delete(data.File(DataFolder.UnfinishedRestore));
        yield return AdministrationLine.Result(
            $"{data.Path} is as it was at {manifest.CreatedAt:u}: {manifest.Partitions.Sum(partition => partition.Rows)} rows in {manifest.Partitions.Count} partitions. Start the collector on it; never two on copies of one log.",
            new { Directory = data.Path, manifest.CreatedAt, Rows = manifest.Partitions.Sum(partition => partition.Rows), manifest.SchemaVersion });
    }

    private void RequireEmpty()
    {
        if (!Directory.Exists(data.Path) || !Directory.EnumerateFileSystemEntries(data.Path).Any())
        {
            return;
        }

        if (!File.Exists(data.File(DataFolder.UnfinishedRestore)))
        {
            throw AdministrationException.Usage($"{data.Path} is not empty. Restore into a new directory.");
        }

        // A restore that was interrupted is begun anew.
        Directory.Delete(data.Path, recursive: true);
    }
}

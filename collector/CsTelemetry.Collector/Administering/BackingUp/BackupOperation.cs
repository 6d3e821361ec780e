using System.Runtime.CompilerServices;
using CsTelemetry.ClickHouse.Schema;
using CsTelemetry.ClickHouse.Snapshots;
using CsTelemetry.Collector.Auditing;

namespace CsTelemetry.Collector.Administering.BackingUp;

/// <summary>
/// Writes a backup of one moment, while the collector runs: between two inserts the store is snapshotted and the collector's own
/// files, with the log, are copied; then the snapshot is read. What is accepted meanwhile is in neither, or in the log.
/// </summary>
internal sealed class BackupOperation(SnapshotStore store, SchemaMigrator migrator, DataFolder data, QuietTime quiet, OtherCollectors others, TimeProvider time) : IAdministrativeOperation, IDisposable
{
    // Stands in the directory until the backup is whole.
    private const string Unfinished = "backup.unfinished";

    private readonly SemaphoreSlim _turn = new(1, 1);

    public string Name => "backup";

    public AdministrativeAct? ActOf(OperationArguments arguments) => new(AuditActions.Backup, arguments.Find("to") ?? "");

    public void Dispose() => _turn.Dispose();

    public async IAsyncEnumerable<AdministrationLine> RunAsync(OperationArguments arguments, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var directory = Path.GetFullPath(arguments.Require("to"));
        if (!await _turn.WaitAsync(TimeSpan.Zero, cancellationToken))
        {
            throw new AdministrationException("Another backup is under way. Wait until it has ended.");
        }

        try
        {
            Prepare(directory);
            if (await others.CountAsync(cancellationToken) is var count and > 0)
            {
                yield return AdministrationLine.Note(
                    $"{count} other collectors insert into the same store. Their logs and keys are not in this backup, and what they insert while it is taken may be in it in part: stop them meanwhile, and back up their data directories.",
                    new { OtherCollectors = count });
            }

            yield return AdministrationLine.Note("Waiting for the store to be quiet.");
            var moment = default(DateTimeOffset);
            await quiet.RunAsync(
                async stop =>
                {
                    moment = time.GetUtcNow();
                    await store.TakeAsync(stop);
                    foreach (var file in DataFiles.Of(data).ToList())
                    {
                        await BackupFiles.CopyAsync(data.File(file), Path.Combine(directory, DataFiles.Folder, file), stop);
                    }
                },
                cancellationToken);
            var partitions = await store.PartitionsAsync(cancellationToken);
            for (var i = 0; i < partitions.Count; i++)
            {
                yield return AdministrationLine.Progress($"{partitions[i].Table} {partitions[i].Id}", i, partitions.Count);
                using var file = BackupFiles.Create(Path.Combine(directory, BackupManifest.PathOf(partitions[i])));
                await store.ReadAsync(partitions[i], file, cancellationToken);
                file.Flush(flushToDisk: true);
            }

            yield return await FinishAsync(directory, moment, partitions, cancellationToken);
        }
        finally
        {
            await store.DropAsync(CancellationToken.None);
            _turn.Release();
        }
    }

    private void Prepare(string directory)
    {
        if ((directory + Path.DirectorySeparatorChar).StartsWith(data.Path + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            throw AdministrationException.Usage($"{directory} is in the data directory itself. Name one elsewhere, on another disk at best.");
        }

        if (Directory.Exists(directory) && Directory.EnumerateFileSystemEntries(directory).Any())
        {
            if (!File.Exists(Path.Combine(directory, Unfinished)))
            {
                throw AdministrationException.Usage($"{directory} is not empty. Name a new directory for each backup.");
            }

            // What an interrupted backup has written is of another moment.
            Directory.Delete(directory, recursive: true);
        }

        BackupFiles.MakeFolder(directory);
        BackupFiles.Write(Path.Combine(directory, Unfinished), []);
    }

    private async Task<AdministrationLine> FinishAsync(string directory, DateTimeOffset moment, List<SnapshotPartition> partitions, CancellationToken cancellationToken)
    {
        var files = new List<BackupFile>();
        foreach (var path in Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(directory, path).Replace('\\', '/')).Order(StringComparer.Ordinal))
        {
            if (path != Unfinished)
            {
                files.Add(await BackupFiles.DescribeAsync(directory, path, cancellationToken));
            }
        }

        var version = (await migrator.PlanAsync(cancellationToken)).Where(migration => migration.IsApplied).Max(migration => migration.Version);
        new BackupManifest(BackupManifest.CurrentFormat, moment, version, files, partitions) { ShardCount = store.ShardCount }.Save(directory);
        File.Delete(Path.Combine(directory, Unfinished));
        var (bytes, rows) = (files.Sum(file => file.Bytes), partitions.Sum(partition => partition.Rows));
        return AdministrationLine.Result(
            $"The backup of {moment:u} is in {directory}: {files.Count} files, {bytes} bytes, {rows} rows in {partitions.Count} partitions.",
            new { Directory = directory, CreatedAt = moment, Files = files.Count, Bytes = bytes, Rows = rows, SchemaVersion = version });
    }
}

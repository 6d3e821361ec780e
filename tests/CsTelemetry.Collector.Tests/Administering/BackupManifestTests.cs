using CsTelemetry.ClickHouse;
using CsTelemetry.ClickHouse.Clusters;
using CsTelemetry.Collector.Administering;
using CsTelemetry.Collector.Administering.BackingUp;
using CsTelemetry.Collector.Tests.Making;

namespace CsTelemetry.Collector.Tests.Administering;

/// <summary>Checks backups that were damaged, and directories that are not for them.</summary>
public sealed class BackupManifestTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_whole_backup_is_read_back_and_a_changed_file_is_named()
    {
        var written = await WriteAsync();

        var read = BackupManifest.Load(_folder.Path);
        Assert.Equal(written.Files, read.Files);
        Assert.Null(await BackupFiles.FaultAsync(_folder.Path, read.Files[0], CancellationToken.None));

        await File.WriteAllTextAsync(_folder.File("data/keys.json"), "[ ]");
        Assert.Contains("data/keys.json", await BackupFiles.FaultAsync(_folder.Path, read.Files[0], CancellationToken.None), StringComparison.Ordinal);
        File.Delete(_folder.File("data/keys.json"));
        Assert.Equal("data/keys.json is missing.", await BackupFiles.FaultAsync(_folder.Path, read.Files[0], CancellationToken.None));
    }

    [Fact]
    public async Task A_changed_manifest_is_refused()
    {
        await WriteAsync();
        await File.AppendAllTextAsync(_folder.File(BackupManifest.FileName), " ");

        Assert.Contains("damaged", Assert.Throws<AdministrationException>(() => BackupManifest.Load(_folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_path_that_leads_out_of_the_backup_is_refused() =>
        Assert.Contains("leads out", await BackupFiles.FaultAsync(_folder.Path, new BackupFile("data/../../x", 1, ""), CancellationToken.None), StringComparison.Ordinal);

    [Fact]
    public async Task Nothing_is_restored_into_a_directory_that_holds_something()
    {
        await WriteAsync();
        var target = Directory.CreateDirectory(_folder.File("target")).FullName;
        await File.WriteAllTextAsync(Path.Combine(target, "mine"), "keep");

        var fault = await Assert.ThrowsAsync<AdministrationException>(() => PrepareAsync(target));

        Assert.Contains("not empty", fault.Message, StringComparison.Ordinal);
        Assert.Equal("keep", await File.ReadAllTextAsync(Path.Combine(target, "mine")));
    }

    [Fact]
    public async Task A_collector_does_not_start_on_what_an_interrupted_restore_left_and_the_restore_begins_anew()
    {
        await WriteAsync();
        var target = _folder.File("target");
        await PrepareAsync(target);
        await File.WriteAllTextAsync(Path.Combine(target, "half"), "");

        Assert.Contains("did not finish", Assert.Throws<InvalidOperationException>(() => new DataFolder(target).RequireWhole()).Message, StringComparison.Ordinal);
        await PrepareAsync(target);
        Assert.False(File.Exists(Path.Combine(target, "half")));
    }

    [Fact]
    public async Task A_backup_of_two_shards_is_not_restored_into_one_server()
    {
        var written = await WriteAsync();
        (written with { ShardCount = 2 }).Save(_folder.Path);
        using var client = new ClickHouseClient(new ClickHouseEndpoint(new Uri("http://127.0.0.1:1/"), "nobody", "", "nothing"));
        var restoration = new Restoration(_folder.Path, new DataFolder(_folder.File("target")));
        await restoration.PrepareAsync(CancellationToken.None).ToListAsync();

        var fault = await Assert.ThrowsAsync<AdministrationException>(async () => await restoration.RunAsync(StoreTopology.Of(client), CancellationToken.None).ToListAsync());

        Assert.Contains("of 2 shards, and the store has 1", fault.Message, StringComparison.Ordinal);
    }

    private async Task PrepareAsync(string target) =>
        await new Restoration(_folder.Path, new DataFolder(target)).PrepareAsync(CancellationToken.None).ToListAsync();

    private async Task<BackupManifest> WriteAsync()
    {
        BackupFiles.Write(_folder.File("data/keys.json"), "[]"u8);
        var manifest = new BackupManifest(BackupManifest.CurrentFormat, Sample.Now, 5, [await BackupFiles.DescribeAsync(_folder.Path, "data/keys.json", CancellationToken.None)], []);
        manifest.Save(_folder.Path);
        return manifest;
    }
}

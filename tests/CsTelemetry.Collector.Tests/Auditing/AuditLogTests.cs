using CsTelemetry.Collector.Auditing;
using CsTelemetry.Collector.Tests.Making;

namespace CsTelemetry.Collector.Tests.Auditing;

public sealed class AuditLogTests : IDisposable
{
    private static readonly AuditActor Operator = new("operator:ops", "local");

    private readonly ScratchFolder _folder = new();
    private readonly ManualTimeProvider _time = new();
    private readonly AuditFiles _files;
    private readonly AuditLog _log;
    private readonly AuditReader _reader;

    public AuditLogTests()
    {
        _files = new AuditFiles(_folder.Path);
        _log = new AuditLog(_files, _time);
        _reader = new AuditReader(new AuditFiles(_folder.Path));
    }

    private string File => _folder.File("audit.jsonl");

    public void Dispose()
    {
        _log.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Everything_about_an_act_comes_back()
    {
        await _log.NoteAsync(new AuditAct(AuditActor.Key("demo_1", "10.0.0.7"), AuditActions.EraseOrder, "r-1", "demo", AuditOutcome.Failed, "a \"reason\"\nof two lines"), CancellationToken.None);

        Assert.Equal(
            new AuditEntry(1, Sample.Now, "key:demo_1", "10.0.0.7", "demo", "erase.order", "r-1", "failed", "a \"reason\"\nof two lines"),
            Assert.Single(_reader.Read("demo", null, 10)));
    }

    [Fact]
    public async Task The_newest_come_first_page_by_page_of_one_tenant_only()
    {
        for (var i = 1; i <= 9; i++)
        {
            await NoteAsync($"k{i}", i % 3 == 0 ? "other" : "demo");
        }

        var first = _reader.Read("demo", null, 4);
        var second = _reader.Read("demo", first[^1].Number, 4);

        Assert.Equal(["k8", "k7", "k5", "k4"], first.Select(entry => entry.Target));
        Assert.Equal(["k2", "k1"], second.Select(entry => entry.Target));
        Assert.Equal(9, _reader.Read(null, null, 100).Count);
    }

    [Fact]
    public async Task Several_writers_number_the_acts_without_a_gap()
    {
        using var other = new AuditLog(new AuditFiles(_folder.Path), TimeProvider.System);
        using var another = new AuditLog(new AuditFiles(_folder.Path), TimeProvider.System);

        await Task.WhenAll(Enumerable.Range(0, 60).Select(i => Task.Run(() => (i % 2 == 0 ? other : another).NoteAsync(new AuditAct(Operator, "key.create", $"k{i}"), CancellationToken.None))));

        var entries = _reader.Read(null, null, 100);
        Assert.Equal(Enumerable.Range(1, 60).Reverse().Select(i => (long)i), entries.Select(entry => entry.Number));
        Assert.Equal(60, entries.Select(entry => entry.Target).Distinct().Count());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(100)]
    public async Task A_line_that_a_crash_cut_off_spoils_no_other(int cut)
    {
        await NoteAsync("first");
        await NoteAsync("second");
        using (var file = System.IO.File.Open(File, FileMode.Open))
        {
            file.SetLength(file.Length - cut);
        }

        await NoteAsync("third");

        var targets = _reader.Read(null, null, 10).Select(entry => entry.Target).ToList();
        Assert.Equal(("third", "first"), (targets[0], targets[^1]));
    }

    [Fact]
    public async Task Files_are_begun_anew_and_the_oldest_goes()
    {
        var line = new string(' ', AuditLog.MaxFileBytes) + "\n";
        for (var i = 1; i <= AuditFiles.MaxFileCount + 3; i++)
        {
            await NoteAsync($"k{i}");
            await System.IO.File.AppendAllTextAsync(File, line);
        }

        var entries = _reader.Read(null, null, 100);

        Assert.Equal(AuditFiles.MaxFileCount, Directory.GetFiles(_folder.Path, "audit*.jsonl").Length);
        Assert.Equal(Enumerable.Range(4, AuditFiles.MaxFileCount).Reverse().Select(i => ((long)i, $"k{i}")), entries.Select(entry => (entry.Number, entry.Target)));
    }

    [Fact]
    public async Task Only_its_owner_may_read_it()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        await NoteAsync("k");

        foreach (var path in Directory.GetFiles(_folder.Path))
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(path));
        }
    }

    [Fact]
    public async Task A_log_that_cannot_be_written_says_so()
    {
        Directory.CreateDirectory(File);

        await Assert.ThrowsAnyAsync<Exception>(() => NoteAsync("k"));
    }

    [Fact]
    public async Task What_is_long_is_cut()
    {
        await NoteAsync(new string('x', 2000));

        Assert.Equal(AuditLog.MaxTextLength + 1, Assert.Single(_reader.Read(null, null, 10)).Target.Length);
    }

    private Task NoteAsync(string target, string? tenant = null) =>
        _log.NoteAsync(new AuditAct(Operator, AuditActions.KeyCreate, target, tenant), CancellationToken.None);
}

using CsTelemetry.Collector.Administering;
using CsTelemetry.Collector.Administering.Inspecting;
using CsTelemetry.Collector.Journal;
using CsTelemetry.Collector.Tests.Making;

namespace CsTelemetry.Collector.Tests.Administering;

/// <summary>Reads a real log's files, beside who writes them and after they were damaged.</summary>
public sealed class LogInspectionTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_log_is_inspected_beside_who_writes_it()
    {
        await using var log = TestLog.Open(_folder.Path);
        await FillAsync(log);

        var lines = LogInspection.Inspect(_folder.Path, segment: null, from: 4, limit: 2).ToList();

        Assert.Equal(["batch", "frozen"], lines[1..3].Select(line => (string)line.Data!["kind"]!));
        Assert.Equal(4, lines.Count);
        var totals = lines[^1].Data!;
        Assert.Equal((4, 1, 1), ((int)totals["kinds"]!["batch"]!["records"]!, (int)totals["kinds"]!["frozen"]!["records"]!, (int)totals["kinds"]!["verified"]!["records"]!));
        Assert.Equal((4, 12), ((int)totals["tenants"]!["demo"]!["batches"]!, (int)totals["tenants"]!["demo"]!["events"]!));
        Assert.Equal(ExitCodes.Done, SegmentVerification.Verify(_folder.Path).Last().Exit);
    }

    [Fact]
    public async Task A_flipped_byte_is_found_where_it_is_and_nothing_is_changed()
    {
        var before = await DamagedAsync(bytes => bytes[200] ^= 1);

        var lines = SegmentVerification.Verify(_folder.Path).ToList();

        Assert.Equal((ExitCodes.Found, 1), (lines[^1].Exit, (int)lines[^1].Data!["lost_records"]!));
        var fault = lines.Single(line => line.Kind == LineKind.Fault).Data!;
        Assert.InRange(200, (long)fault["offset"]!, (long)fault["offset"]! + (long)fault["bytes"]!);
        Assert.Equal(before, await File.ReadAllBytesAsync(Segment()));
    }

    [Fact]
    public async Task A_torn_end_is_no_damage_for_nobody_was_told_that_it_is_kept()
    {
        await DamagedAsync(bytes => bytes, keep: length => length - 3);

        var lines = SegmentVerification.Verify(_folder.Path).ToList();

        Assert.Equal(ExitCodes.Done, lines[^1].Exit);
        Assert.Contains(lines, line => line.Kind == LineKind.Note && line.Text.Contains("unfinished write", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_missing_segment_is_told()
    {
        await using (var log = TestLog.Open(_folder.Path))
        {
            await log.AppendAsync(Sample.Journaled(1, Sample.Uses(1)));
            await log.AppendControlToNewSegmentAsync(JournalFormat.Write(new Checkpoint(0, 0)));
            await log.AppendControlToNewSegmentAsync(JournalFormat.Write(new Checkpoint(0, 0)));
        }

        File.Delete(Directory.EnumerateFiles(_folder.Path, "*.wal").Order().ElementAt(1));

        var lines = SegmentVerification.Verify(_folder.Path).ToList();

        Assert.Equal(ExitCodes.Found, lines[^1].Exit);
        Assert.Contains(lines, line => line.Text.Contains("is missing", StringComparison.Ordinal));
    }

    [Fact]
    public void Where_there_is_no_log_none_is_made()
    {
        var path = _folder.File("nothing");

        Assert.Throws<DirectoryNotFoundException>(() => SegmentVerification.Verify(path).ToList());
        Assert.False(Directory.Exists(path));
    }

    private string Segment() => Directory.EnumerateFiles(_folder.Path, "*.wal").Single();

    private static async Task FillAsync(CsTelemetry.Wal.WriteAheadLog log)
    {
        for (var batch = 1UL; batch <= 4; batch++)
        {
            await log.AppendAsync(Sample.Journaled(batch, Sample.Uses(3)));
        }

        await log.AppendAsync(new FrozenRange(1, 4, 12));
        await log.AppendAsync(new Checkpoint(4, 12));
    }

    private async Task<byte[]> DamagedAsync(Func<byte[], object> damage, Func<int, int>? keep = null)
    {
        await using (var log = TestLog.Open(_folder.Path))
        {
            await FillAsync(log);
        }

        var bytes = await File.ReadAllBytesAsync(Segment());
        damage(bytes);
        bytes = bytes[..(keep?.Invoke(bytes.Length) ?? bytes.Length)];
        await File.WriteAllBytesAsync(Segment(), bytes);
        return bytes;
    }
}

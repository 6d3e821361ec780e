using System.Text;
using CsTelemetry.Wal.Tests.Memory;

namespace CsTelemetry.Wal.Tests;

public sealed class FailureTests
{
    private const string First = "00000000000000000001.wal";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly InMemoryLogStorage _storage = new();
    private readonly HandTime _time = new();

    [Theory]
    [InlineData(FaultKind.Error, 1)] // the write
    [InlineData(FaultKind.ShortWrite, 1)]
    [InlineData(FaultKind.Error, 2)] // the fsync
    public async Task A_failed_write_or_fsync_fails_its_group_only_and_the_next_goes_to_a_new_segment(FaultKind kind, int step)
    {
        await using var log = SmallLog.Open(_storage);
        await log.AppendAll("first");

        _storage.Faults.Arm(kind, step, count: 1);
        Assert.Equal(WalAppendResult.Failed, await log.Append("lost"));
        var next = await log.Append("second");

        Assert.Equal(WalAppendResult.Durable(2), next);
        Assert.Equal([(1, "first"), (2, "second")], log.ReadAll());
        Assert.Equal([First, "00000000000000000002.wal"], _storage.Names(".wal"));
        Assert.Equal(1, log.Statistics.AppendsFailed);
    }

    [Fact]
    public async Task A_file_whose_fsync_failed_is_never_fsynced_again()
    {
        await using var log = SmallLog.Open(_storage);
        await log.AppendAll("first");
        var syncs = _storage.Content(First).Syncs;

        _storage.Faults.Arm(FaultKind.Error, afterSteps: 2, count: 1);
        await log.Append("lost");
        await log.AppendAll("second", "third");

        Assert.Equal(syncs + 1, _storage.Content(First).Syncs);
    }

    [Fact]
    public async Task A_failed_record_does_not_come_back_when_its_file_could_not_even_be_cut()
    {
        var log = SmallLog.Open(_storage);
        await log.AppendAll("first");
        _storage.Faults.Arm(FaultKind.Error, afterSteps: 2, count: 2); // the fsync, and the cut after it
        await log.Append("failed");
        await log.AppendAll("second");
        Assert.Contains("failed", Encoding.UTF8.GetString(_storage.Content(First).Current));

        _storage.Kill();
        await log.DisposeAsync();
        await using var again = SmallLog.Open(_storage);

        Assert.Equal(["first", "second"], again.Texts());
        Assert.Equal(26, again.Statistics.TornBytesCut);
    }

    [Fact]
    public async Task A_failed_record_does_not_come_back_when_a_power_cut_undoes_deletions()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var storage = new InMemoryLogStorage();
            var log = SmallLog.Open(storage);
            await log.AppendAll("first");
            storage.Faults.Arm(FaultKind.ShortWrite, afterSteps: 2, count: 2); // the fsync, and the cut after it
            await log.Append("failed");
            await log.AppendAll(SmallLog.Large("2"), SmallLog.Large("3"), "4");

            Assert.Equal(2, log.RetireThrough(3));
            storage.PowerLoss(new Random(seed));
            await log.DisposeAsync();
            await using var again = SmallLog.Open(storage);

            Assert.DoesNotContain("failed", again.Texts());
            Assert.Contains("4", again.Texts());
        }
    }

    [Fact]
    public async Task When_no_segment_can_be_opened_appends_fail_without_hammering_the_disk_until_a_pause_is_over()
    {
        await using var log = SmallLog.Open(_storage, time: _time);
        await log.AppendAll("first");
        _storage.Faults.Arm(FaultKind.Error, afterSteps: 1, count: 1000);
        await log.Append("lost with the file");
        await log.Append("lost with the attempt to open another");
        var steps = _storage.Faults.Steps;

        Assert.Equal(WalAppendResult.Failed, await log.Append("lost within the pause"));
        Assert.Equal(steps, _storage.Faults.Steps);
        _storage.Faults.Disarm();
        Assert.Equal(WalAppendResult.Failed, await log.Append("lost within the pause"));
        _time.Advance(TimeSpan.FromMilliseconds(100));

        Assert.Equal(WalAppendResult.Durable(2), await log.Append("second"));
        Assert.Equal(["first", "second"], log.Texts());
    }

    [Fact]
    public async Task On_a_full_disk_control_records_use_the_reserve_and_retiring_brings_room_back()
    {
        _storage.CapacityBytes = 128 * 1024 + 30_000;
        await using var log = SmallLog.Open(_storage, time: _time);
        var kept = new List<string>();
        for (var number = 1; (await log.Append(SmallLog.Large($"{number}"))).IsDurable; number++)
        {
            kept.Add($"{number}");
        }

        Assert.True(log.Statistics.IsDiskFull);
        Assert.Equal(WalAppendStatus.Full, (await log.Append("ordinary")).Status);
        Assert.Equal(WalAppendStatus.Durable, (await log.AppendControlAsync("freeze"u8.ToArray())).Status);
        Assert.Equal(WalAppendStatus.Durable, (await log.AppendControlAsync("verified"u8.ToArray())).Status);
        Assert.Equal([.. kept, "freeze", "verified"], log.Texts());
        Assert.True(log.RetireThrough(kept.Count) > 0);
        await log.AppendAll("room again");
        Assert.False(log.Statistics.IsDiskFull);
        Assert.Contains("wal.reserve", _storage.Names(".reserve"));
    }

    [Fact]
    public async Task A_control_record_queued_behind_the_append_that_filled_the_disk_is_written()
    {
        await using var log = SmallLog.Open(_storage, time: _time);
        using var release = new ManualResetEventSlim();
        using var reached = new ManualResetEventSlim();
        HoldFsync(reached, release);
        var first = log.Append("first").AsTask();
        Assert.True(reached.Wait(Patience), "No fsync came.");
        var ordinary = log.Append("ordinary").AsTask();
        var control = log.AppendControlAsync("control"u8.ToArray()).AsTask();
        _storage.CapacityBytes = _storage.CapacityBytes - _storage.FreeBytes;

        release.Set();

        Assert.True((await first).IsDurable);
        Assert.Equal(WalAppendResult.Full, await ordinary);
        Assert.Equal(WalAppendResult.Durable(2), await control);
        Assert.Equal(["first", "control"], log.Texts());
    }

    [Fact]
    public async Task A_log_whose_disk_is_full_at_the_start_opens_reads_and_recovers_when_there_is_room()
    {
        await using (var log = SmallLog.Open(_storage))
        {
            await log.AppendAll("first");
        }

        _storage.Delete("wal.reserve");
        _storage.CapacityBytes = _storage.CapacityBytes - _storage.FreeBytes;
        await using var full = SmallLog.Open(_storage, time: _time);
        Assert.Equal(["first"], full.Texts());
        Assert.Equal(WalAppendStatus.Full, (await full.Append("no room")).Status);

        _storage.CapacityBytes = long.MaxValue;
        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.True((await full.Append("second")).IsDurable);
        Assert.Equal(["first", "second"], full.Texts());
    }

    [Fact]
    public async Task A_start_on_a_full_disk_gives_up_the_reserve_so_that_control_records_can_be_written()
    {
        await using (var log = SmallLog.Open(_storage))
        {
            await log.AppendAll("first");
        }

        _storage.CapacityBytes = _storage.CapacityBytes - _storage.FreeBytes;
        await using var full = SmallLog.Open(_storage, time: _time);

        Assert.True(full.Statistics.IsDiskFull);
        Assert.True((await full.AppendControlAsync("verified"u8.ToArray())).IsDurable);
        Assert.Equal(["first", "verified"], full.Texts());
    }

    [Fact]
    public async Task What_a_killed_process_left_unsynced_is_synced_before_it_is_read()
    {
        var log = SmallLog.Open(_storage);
        await log.AppendAll("first");
        using var release = new ManualResetEventSlim();
        using var reached = new ManualResetEventSlim();
        HoldFsync(reached, release);
        var killed = log.Append("written, not fsynced").AsTask();
        Assert.True(reached.Wait(Patience), "No fsync came.");
        _storage.Kill();
        release.Set();
        Assert.Equal(WalAppendResult.Failed, await killed);
        await log.DisposeAsync();

        await using (var second = SmallLog.Open(_storage))
        {
            Assert.Equal(["first", "written, not fsynced"], second.Texts());
        }

        _storage.PowerLoss(new Random(0));
        await using var third = SmallLog.Open(_storage);
        Assert.Equal(["first", "written, not fsynced"], third.Texts());
    }

    [Fact]
    public async Task A_segment_that_cannot_be_read_at_the_start_is_left_alone_and_back_at_the_next()
    {
        await using (var log = SmallLog.Open(_storage))
        {
            await log.AppendAll("first");
        }

        // Directory, header, directory and id file are read before the records.
        var unreadable = await OpenWithFailingRead();

        await using var again = SmallLog.Open(_storage);
        Assert.Equal(1, unreadable);
        Assert.Contains("first", again.Texts());
        Assert.True(again.LastDurableSequence > 1);
    }

    private async Task<long> OpenWithFailingRead()
    {
        for (var step = 1; ; step++)
        {
            _storage.Faults.Arm(FaultKind.Error, step, count: 1);
            try
            {
                await using var log = SmallLog.Open(_storage);
                Assert.True(_storage.Faults.HasFired, "No step makes the segment unreadable.");
                if (log.Statistics.UnreadableSegments > 0)
                {
                    Assert.True((await log.Append("second")).Sequence > 1);
                    return log.Statistics.UnreadableSegments;
                }
            }
            catch (IOException)
            {
                // A step without which no log can be opened; the next one, then.
            }
        }
    }

    private void HoldFsync(ManualResetEventSlim reached, ManualResetEventSlim release) =>
        _storage.BeforeSync = () =>
        {
            reached.Set();
            release.Wait();
        };
}

using CsTelemetry.Wal.Tests.Memory;

namespace CsTelemetry.Wal.Tests;

public sealed class GroupCommitTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly InMemoryLogStorage _storage = new();
    private readonly HandTime _time = new();
    private readonly ManualResetEventSlim _reached = new();
    private readonly ManualResetEventSlim _release = new();

    public void Dispose()
    {
        _reached.Dispose();
        _release.Dispose();
    }

    [Fact]
    public async Task All_appends_queued_during_an_fsync_share_the_next_one()
    {
        await using var log = SmallLog.Open(_storage);
        var first = HoldFirstAppend(log);
        var syncs = _storage.Content("00000000000000000001.wal").Syncs;

        Task<WalAppendResult>[] others = [.. Enumerable.Range(0, 50).Select(number => log.Append($"{number}").AsTask())];
        _release.Set();

        await first;
        Assert.Equal(Enumerable.Range(2, 50).Select(number => (long)number), (await Task.WhenAll(others)).Select(one => one.Sequence));
        Assert.Equal(syncs + 2, _storage.Content("00000000000000000001.wal").Syncs);
    }

    [Fact]
    public async Task Nothing_is_acknowledged_or_readable_before_its_fsync()
    {
        await using var log = SmallLog.Open(_storage);

        var first = HoldFirstAppend(log);

        Assert.False(first.IsCompleted);
        Assert.Equal(0, log.LastDurableSequence);
        Assert.Empty(log.ReadAll());
        _release.Set();
        Assert.True((await first).IsDurable);
        Assert.Single(log.ReadAll());
    }

    [Fact]
    public async Task Above_the_queue_limit_appends_are_refused_at_once_and_control_records_taken()
    {
        await using var log = SmallLog.Open(_storage);
        var first = HoldFirstAppend(log);
        var queued = new List<Task<WalAppendResult>>();
        Task<WalAppendResult> last;
        while (!(last = log.Append(SmallLog.Large("x")).AsTask()).IsCompleted)
        {
            queued.Add(last);
        }

        var control = log.AppendControlAsync("control"u8.ToArray()).AsTask();

        Assert.Equal(WalAppendResult.Full, await last);
        Assert.Equal(4, queued.Count);
        Assert.InRange(log.Statistics.PendingBytes, 1, SmallLog.Options.MaxPendingBytes);
        _release.Set();
        Assert.All(await Task.WhenAll([first, control, .. queued]), one => Assert.True(one.IsDurable));
        await log.DisposeAsync();
        Assert.Equal(0, log.Statistics.PendingBytes);
    }

    [Fact]
    public async Task Closing_commits_what_is_queued()
    {
        var log = SmallLog.Open(_storage);
        var first = HoldFirstAppend(log);
        var second = log.Append("second").AsTask();

        var closing = log.DisposeAsync().AsTask();
        _release.Set();
        await closing;

        Assert.True((await first).IsDurable);
        Assert.True((await second).IsDurable);
    }

    [Fact]
    public async Task Closing_gives_up_after_its_timeout_answers_failed_and_keeps_the_directory_locked_meanwhile()
    {
        var log = SmallLog.Open(_storage, time: _time);
        using var cursor = log.OpenCursor(1);
        var first = HoldFirstAppend(log);
        var second = log.Append("second").AsTask();

        var closing = log.DisposeAsync().AsTask();
        _time.Advance(SmallLog.Options.CloseTimeout);
        await closing;

        Assert.Equal(WalAppendResult.Failed, await second);
        Assert.Throws<IOException>(() => SmallLog.Open(_storage));
        _release.Set();
        Assert.True((await first).IsDurable);
        Assert.True(await cursor.WaitAsync());
    }

    private Task<WalAppendResult> HoldFirstAppend(WriteAheadLog log)
    {
        _storage.BeforeSync = () =>
        {
            _reached.Set();
            _release.Wait();
        };
        var first = log.Append("first").AsTask();
        Assert.True(_reached.Wait(Patience), "No fsync came.");
        return first;
    }
}

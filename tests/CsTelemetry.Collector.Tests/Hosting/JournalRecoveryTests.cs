using CsTelemetry.Collector.Accepting;
using CsTelemetry.Collector.Accounting;
using CsTelemetry.Collector.Erasing;
using CsTelemetry.Collector.Events;
using CsTelemetry.Collector.Hosting;
using CsTelemetry.Collector.Journal;
using CsTelemetry.Collector.Storing;
using CsTelemetry.Collector.Tests.Making;
using CsTelemetry.Wal;

namespace CsTelemetry.Collector.Tests.Hosting;

/// <summary>Recovers from real logs in the states that a crash can leave.</summary>
public sealed class JournalRecoveryTests : IAsyncLifetime, IDisposable
{
    private readonly ScratchFolder _folder = new();
    private readonly BatchMemory _memory = new(new ManualTimeProvider());
    private readonly Books _books = new();
    private readonly Tombstones _tombstones = new();
    private readonly ErasureBook _erasures;
    private readonly WriteAheadLog _log;

    public JournalRecoveryTests()
    {
        _log = TestLog.Open(_folder.Path);
        _erasures = new ErasureBook(_tombstones, new ManualTimeProvider());
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _log.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_new_log_owes_nothing()
    {
        var state = Recover();

        Assert.Equal(default, state.Checkpoint);
        Assert.Empty(state.Pinned);
        AssertBooks(verified: 0, pending: 0);
    }

    [Fact]
    public async Task Batches_that_were_never_cut_are_owed()
    {
        await AppendAsync(3, 4);

        var state = Recover();

        Assert.Equal(default, state.Checkpoint);
        AssertBooks(verified: 0, pending: 7);
        AssertKnown(1, 2);
    }

    [Fact]
    public async Task A_pinned_cut_is_owed_until_a_checkpoint_says_otherwise()
    {
        await AppendAsync(3, 4, 5);
        await _log.AppendAsync(new FrozenRange(1, 2, 7));

        var state = Recover();

        Assert.Equal([new FrozenRange(1, 2, 7)], state.Pinned);
        AssertBooks(verified: 0, pending: 12);
    }

    [Fact]
    public async Task Behind_the_newest_checkpoint_only_what_came_later_is_owed()
    {
        await AppendAsync(3, 4);
        await _log.AppendAsync(new FrozenRange(1, 1, 3));
        await _log.AppendAsync(new Checkpoint(1, 3));
        await _log.AppendAsync(new FrozenRange(2, 2, 4));
        await AppendAsync(5);
        await _log.AppendAsync(new FrozenRange(6, 6, 5));
        await _log.AppendAsync(new Checkpoint(2, 7));
        await AppendAsync(6);

        var state = Recover();

        Assert.Equal(new Checkpoint(2, 7), state.Checkpoint);
        Assert.Equal([new FrozenRange(6, 6, 5)], state.Pinned);
        AssertBooks(verified: 7, pending: 11);
        AssertKnown(1, 2, 6, 9);
    }

    [Fact]
    public async Task Events_of_retired_segments_stay_in_the_books()
    {
        while (_log.Segments.Count < 3)
        {
            await AppendAsync(100);
        }

        var batches = _log.Batches();
        var half = batches[batches.Count / 2].Sequence;
        await _log.AppendAsync(new Checkpoint(half, 100 * half));
        Assert.True(_log.RetireThrough(half) > 0);

        var state = Recover();

        Assert.Equal(half, state.Checkpoint.Through);
        AssertBooks(verified: 100 * half, pending: 100 * (batches[^1].Sequence - half));
    }

    [Fact]
    public async Task What_was_rejected_of_a_batch_is_known_again()
    {
        await _log.AppendAsync(Sample.Journaled(1, Sample.Use()) with { Rejected = [new RejectedIndex(1, RejectionCode.TooLate)] });

        Recover();

        Assert.Equal([new RejectedIndex(1, RejectionCode.TooLate)], _memory.Claim(Sample.Identity(1)).Rejected);
    }

    [Fact]
    public async Task An_order_to_erase_is_open_again_and_refuses_late_events()
    {
        await AppendAsync(3);
        var order = Sample.Order("ann");
        var at = (await _log.AppendAsync(ErasureCodec.Write(order))).Sequence;
        await AppendAsync(2);

        Recover();

        Assert.Equal([new ErasureEntry(order, _log.Id, at, ErasureStage.Open)], _erasures.Unfinished());
        Assert.True(_tombstones.Of("demo")!.Covers(Sample.Use(), Sample.Now));
        AssertBooks(verified: 0, pending: 5);
    }

    private StoreState Recover() => JournalRecovery.Run(_log, _memory, _erasures, _books);

    private async Task AppendAsync(params int[] events)
    {
        foreach (var count in events)
        {
            await _log.AppendAsync(Sample.Journaled((ulong)_log.LastDurableSequence + 1, Sample.Uses(count)));
        }
    }

    private void AssertBooks(long verified, long pending)
    {
        var read = _books.Read();
        Assert.Equal((verified, pending), (read.Verified, read.Pending));
    }

    private void AssertKnown(params ulong[] batches)
    {
        foreach (var batch in batches)
        {
            Assert.Equal(BatchClaimState.Repeated, _memory.Claim(Sample.Identity(batch)).State);
        }

        Assert.Equal(BatchClaimState.New, _memory.Claim(Sample.Identity(1000)).State);
    }
}

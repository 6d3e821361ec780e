using CsTelemetry.Collector.Journal;
using CsTelemetry.Collector.Storing;
using CsTelemetry.Collector.Tests.Making;
using CsTelemetry.Wal;

namespace CsTelemetry.Collector.Tests.Storing;

/// <summary>On a real log, with a clock that stands still until it is moved.</summary>
public sealed class BatchCutterTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    private readonly ScratchFolder _folder = new();
    private readonly ManualTimeProvider _time = new();
    private readonly StoreOptions _options = new() { MaxBatchEvents = 10 };
    private readonly WriteAheadLog _log;

    public BatchCutterTests() => _log = TestLog.Open(_folder.Path);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _log.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_cut_is_made_as_soon_as_there_are_enough_events()
    {
        await AppendAsync(4, 4, 4, 10, 3);
        var cutter = Cutter();

        Assert.Equal(new FrozenRange(1, 3, 12), (await NextAsync(cutter))!.Range);
        Assert.Equal(new FrozenRange(4, 4, 10), (await NextAsync(cutter))!.Range);
        Assert.False(cutter.NextAsync(Patience, CancellationToken.None).IsCompleted);
    }

    [Fact]
    public async Task What_has_been_handed_out_ends_before_what_is_held_back()
    {
        await AppendAsync(4, 6);
        await _log.AppendAsync(new Checkpoint(0, 0));
        await AppendAsync(3);
        var cutter = Cutter();
        Assert.Equal(0, cutter.HandedOutThrough);

        await NextAsync(cutter);
        Assert.Equal(2, cutter.HandedOutThrough);

        var next = cutter.NextAsync(Patience, CancellationToken.None);
        Assert.Equal(3, cutter.HandedOutThrough);
        _time.Advance(_options.FlushInterval);
        await next.WaitAsync(Patience);
        Assert.Equal(4, cutter.HandedOutThrough);
    }

    [Fact]
    public async Task Records_that_are_no_batches_do_not_prolong_its_patience()
    {
        var cutter = Cutter();
        var next = cutter.NextAsync(Patience, CancellationToken.None);
        _time.Advance(Patience - Tick);
        Assert.False(next.IsCompleted);

        await _log.AppendAsync(new Checkpoint(0, 0));
        _time.Advance(Tick);

        Assert.Null(await next.WaitAsync(Patience));
    }

    [Fact]
    public async Task Fewer_events_wait_for_the_flush_interval_and_no_longer()
    {
        await AppendAsync(3, 4);
        var cutter = Cutter();
        var next = cutter.NextAsync(Patience, CancellationToken.None);

        _time.Advance(_options.FlushInterval - Tick);
        Assert.False(next.IsCompleted);

        _time.Advance(Tick);
        Assert.Equal(new FrozenRange(1, 2, 7), (await next.WaitAsync(Patience))!.Range);
    }

    [Fact]
    public async Task An_insert_that_is_well_filled_waits_longer_for_more()
    {
        var options = new StoreOptions { MaxBatchEvents = 10, BusyBatchEvents = 7 };
        await AppendAsync(3, 4);
        var next = Cutter(options).NextAsync(Patience, CancellationToken.None);

        _time.Advance((StoreOptions.BusyFlushFactor * options.FlushInterval) - Tick);
        Assert.False(next.IsCompleted);

        _time.Advance(Tick);
        Assert.Equal(new FrozenRange(1, 2, 7), (await next.WaitAsync(Patience))!.Range);
    }

    [Fact]
    public async Task What_came_while_the_cut_before_was_stored_has_waited_since()
    {
        var cutter = Cutter();
        await AppendAsync(10, 3);
        await NextAsync(cutter);
        _time.Advance(_options.FlushInterval * 0.75);

        var next = cutter.NextAsync(Patience, CancellationToken.None);
        Assert.False(next.IsCompleted);
        _time.Advance(_options.FlushInterval * 0.25);

        Assert.Equal(new FrozenRange(2, 2, 3), (await next.WaitAsync(Patience))!.Range);
    }

    [Fact]
    public async Task Without_patience_it_says_at_once_whether_there_is_more()
    {
        var cutter = Cutter();
        Assert.Null(await cutter.NextAsync(TimeSpan.Zero, CancellationToken.None).WaitAsync(Patience));

        await AppendAsync(10);

        Assert.Equal(new FrozenRange(1, 1, 10), (await cutter.NextAsync(TimeSpan.Zero, CancellationToken.None).WaitAsync(Patience))!.Range);
        Assert.Null(await cutter.NextAsync(TimeSpan.Zero, CancellationToken.None).WaitAsync(Patience));
    }

    [Fact]
    public async Task The_wait_begins_with_the_first_batch_not_with_the_last()
    {
        var cutter = Cutter();
        await AppendAsync(1);
        var next = cutter.NextAsync(Patience, CancellationToken.None);
        _time.Advance(_options.FlushInterval * 0.9);
        await AppendAsync(1);

        _time.Advance(_options.FlushInterval * 0.1);

        var cut = (await next.WaitAsync(Patience))!;
        Assert.Equal(1, cut.Range.First);
    }

    [Fact]
    public async Task A_batch_that_comes_while_it_waits_is_cut()
    {
        var cutter = Cutter();
        var next = cutter.NextAsync(Patience, CancellationToken.None);

        await AppendAsync(10);

        Assert.Equal(new FrozenRange(1, 1, 10), (await next.WaitAsync(Patience))!.Range);
    }

    [Fact]
    public async Task With_nothing_to_cut_it_answers_when_patience_is_over()
    {
        var cutter = Cutter();
        var next = cutter.NextAsync(Patience, CancellationToken.None);
        Assert.False(next.IsCompleted);

        _time.Advance(Patience);

        Assert.Null(await next.WaitAsync(Patience));
    }

    [Fact]
    public async Task Stopping_ends_the_wait()
    {
        using var stop = new CancellationTokenSource();
        var next = Cutter().NextAsync(Patience, stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next.WaitAsync(Patience));
    }

    [Fact]
    public async Task A_closed_log_is_quiet_and_keeps_nobody_busy()
    {
        await AppendAsync(3);
        await _log.DisposeAsync();
        var cutter = Cutter();

        // On another thread, so that going round in circles would fail the test and not hang it.
        var started = await Task.Run(() => new[] { cutter.NextAsync(Patience, CancellationToken.None) }).WaitAsync(TimeSpan.FromSeconds(10));
        var first = started[0];
        Assert.False(first.IsCompleted);
        _time.Advance(_options.FlushInterval);
        Assert.Equal(new FrozenRange(1, 1, 3), (await first.WaitAsync(Patience))!.Range);

        var second = cutter.NextAsync(Patience, CancellationToken.None);
        Assert.False(second.IsCompleted);
        _time.Advance(Patience);
        Assert.Null(await second.WaitAsync(Patience));
    }

    [Fact]
    public async Task A_batch_that_would_be_a_month_too_many_begins_the_next_cut()
    {
        await _log.AppendAsync(Sample.Journaled(1, BatchFillTests.Months(0, 59)));
        await _log.AppendAsync(Sample.Journaled(2, BatchFillTests.Months(100, 2)));
        var cutter = Cutter(new StoreOptions());

        Assert.Equal(new FrozenRange(1, 1, 59), (await NextAsync(cutter))!.Range);
        Assert.Equal(1, cutter.HandedOutThrough);

        Assert.Equal(new FrozenRange(2, 2, 2), (await AfterAsync(cutter, _options.FlushInterval))!.Range);
        Assert.Equal(2, cutter.HandedOutThrough);
    }

    [Fact]
    public async Task Control_records_are_no_part_of_a_cut()
    {
        await AppendAsync(5);
        await _log.AppendAsync(new FrozenRange(1, 1, 5));
        await _log.AppendAsync(new Checkpoint(1, 5));
        await AppendAsync(5);

        var cut = (await NextAsync(Cutter()))!;

        Assert.Equal(new FrozenRange(1, 4, 10), cut.Range);
        Assert.Equal(10, cut.Columns.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task The_same_log_always_gives_the_same_cuts(int seed)
    {
        await AppendRandomAsync(seed);

        Assert.Equal(await RangesAsync(Cutter()), await RangesAsync(Cutter()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task After_a_restart_pinned_cuts_are_made_again_exactly_whatever_the_settings_are_now(int seed)
    {
        await AppendRandomAsync(seed);
        var before = await RangesAsync(Cutter());
        var pinned = before.Take(before.Count / 2).ToList();

        var restarted = Cutter(new StoreOptions { MaxBatchEvents = 33 }, [.. pinned.AsEnumerable().Reverse()]);
        var after = await CutsAsync(restarted);

        Assert.Equal(pinned, after.Take(pinned.Count).Select(cut => cut.Range));
        Assert.All(after.Take(pinned.Count), cut => Assert.True(cut.IsPinned));
        Assert.All(after.Skip(pinned.Count), cut => Assert.False(cut.IsPinned));
        Assert.Equal(_log.Batches().Sum(found => found.Batch.Events.Count), after.Sum(cut => cut.Range.EventCount));
    }

    [Fact]
    public async Task A_pinned_cut_does_not_wait_to_be_filled()
    {
        await AppendAsync(1, 1, 1);

        var cut = (await NextAsync(Cutter(pinned: new FrozenRange(1, 2, 2))))!;

        Assert.Equal((new FrozenRange(1, 2, 2), true), (cut.Range, cut.IsPinned));
    }

    [Fact]
    public async Task A_cut_that_was_pinned_twice_is_made_once()
    {
        await AppendAsync(10, 10);
        var range = new FrozenRange(1, 1, 10);

        var cuts = await CutsAsync(Cutter(pinned: [range, range]));

        Assert.Equal([(range, true), (new FrozenRange(2, 2, 10), false)], cuts.Select(cut => (cut.Range, cut.IsPinned)));
    }

    [Fact]
    public async Task What_is_left_of_a_pinned_cut_whose_last_record_is_gone_is_cut_by_itself()
    {
        await AppendAsync(2, 2);
        await _log.AppendAsync(new Checkpoint(0, 0));
        await AppendAsync(2);

        var cuts = await CutsAsync(Cutter(pinned: new FrozenRange(1, 3, 6)));

        Assert.Equal([new FrozenRange(1, 2, 4), new FrozenRange(4, 4, 2)], cuts.Select(cut => cut.Range));
    }

    private BatchCutter Cutter(StoreOptions? options = null, params FrozenRange[] pinned) => new(_log.OpenCursor(1), pinned, options ?? _options, _time);

    private static Task<FrozenBatch?> NextAsync(BatchCutter cutter) => cutter.NextAsync(Patience, CancellationToken.None).WaitAsync(Patience);

    private async Task<FrozenBatch?> AfterAsync(BatchCutter cutter, TimeSpan wait)
    {
        var next = cutter.NextAsync(Patience, CancellationToken.None);
        _time.Advance(wait);
        return await next.WaitAsync(Patience);
    }

    private async Task<List<FrozenBatch>> CutsAsync(BatchCutter cutter)
    {
        var cuts = new List<FrozenBatch>();
        while (await AfterAsync(cutter, Patience) is { } cut)
        {
            cuts.Add(cut);
        }

        return cuts;
    }

    private async Task<List<FrozenRange>> RangesAsync(BatchCutter cutter) => [.. (await CutsAsync(cutter)).Select(cut => cut.Range)];

    private async Task AppendAsync(params int[] events)
    {
        foreach (var count in events)
        {
            await _log.AppendAsync(Sample.Journaled((ulong)_log.LastDurableSequence + 1, Sample.Uses(count)));
        }
    }

    private async Task AppendRandomAsync(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 60; i++)
        {
            await (random.Next(5) == 0 ? _log.AppendAsync(new Checkpoint(0, 0)) : _log.AppendAsync(Sample.Journaled((ulong)i + 1, Sample.Uses(random.Next(1, 8)))));
        }
    }
}

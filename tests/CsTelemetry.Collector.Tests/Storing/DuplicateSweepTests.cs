using CsTelemetry.ClickHouse;
using CsTelemetry.Collector.Storing;
using CsTelemetry.Collector.Tests.Making;

namespace CsTelemetry.Collector.Tests.Storing;

/// <summary>Two collectors, each with its own log, on one store; clients were moved from one to the other in the middle of a retry.</summary>
[Collection(SecondStoreTests.Name)]
public sealed class DuplicateSweepTests(StoreFixture fixture) : IAsyncLifetime, IDisposable
{
    // Fifteen batches make three inserts.
    private const int EventsEach = 24;

    private static readonly TimeSpan Later = TimeSpan.FromSeconds(7);

    private readonly ScratchFolder _firstFolder = new();
    private readonly ScratchFolder _secondFolder = new();
    private readonly List<ValidatedBatch> _batches = [.. new StoreEvents(71).Many(15, EventsEach)];
    private ClickHouseClient _client = null!;
    private StorePipeline _first = null!;
    private StorePipeline _second = null!;

    public async Task InitializeAsync()
    {
        _client = await fixture.NewStoreAsync();
        _first = new StorePipeline(_firstFolder.Path, _client);
        _second = new StorePipeline(_secondFolder.Path, _client);
    }

    public async Task DisposeAsync()
    {
        await _first.DisposeAsync();
        await _second.DisposeAsync();
    }

    public void Dispose()
    {
        _client.Dispose();
        _firstFolder.Dispose();
        _secondFolder.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_both_took_is_kept_where_it_was_received_first(bool firstSweepsFirst)
    {
        await LandBothAsync(_batches.Take(10), Received(_batches.Skip(5), Later));
        Assert.Equal(20 * EventsEach, await CountAsync());

        foreach (var pipeline in firstSweepsFirst ? [_first, _second] : new[] { _second, _first })
        {
            await SweepAsync(pipeline);
        }

        await StoreAssert.HoldsOnceAsync(_client, _batches.Take(10).Concat(Received(_batches.Skip(10), Later)));
    }

    [Fact]
    public async Task Each_removes_its_own_later_copies_and_nothing_of_the_others()
    {
        var mixed = _batches.Select((batch, i) => i % 2 == 0 ? batch : batch with { ReceivedAt = batch.ReceivedAt + Later }).ToList();
        var other = _batches.Select((batch, i) => i % 2 == 1 ? batch : batch with { ReceivedAt = batch.ReceivedAt + Later }).ToList();
        await LandBothAsync(mixed, other);

        await SweepAsync(_first);
        Assert.Equal((15 + 8) * EventsEach, await CountAsync());
        await SweepAsync(_second);

        await StoreAssert.HoldsOnceAsync(_client, _batches);
    }

    [Fact]
    public async Task Received_in_the_same_millisecond_one_of_the_two_stays()
    {
        await LandBothAsync(_batches, _batches);

        await SweepAsync(_first);
        await SweepAsync(_second);

        await StoreAssert.HoldsOnceAsync(_client, _batches);
    }

    [Fact]
    public async Task What_the_other_had_first_but_stores_last_is_removed_by_the_next_search()
    {
        var sweep = _second.NewSweep();
        await LandAsync(_second, Received(_batches, Later));
        await sweep.WorkAsync(_second.Log.LastDurableSequence, CancellationToken.None);

        await LandAsync(_first, _batches);
        await SweepAsync(_first);
        Assert.Equal(2 * 15 * EventsEach, await CountAsync());
        await SweepAsync(_second);

        await StoreAssert.HoldsOnceAsync(_client, _batches);
    }

    [Fact]
    public async Task What_was_removed_stays_away_over_a_restart_and_the_next_search_removes_what_landed_since()
    {
        await LandBothAsync(_batches.Take(5), Received(_batches.Take(5), Later));
        await SweepAsync(_second);
        await StoreAssert.HoldsOnceAsync(_client, _batches.Take(5));

        // A start audits what was verified lately, and sends again what it misses.
        await RestartBothAsync();
        await LandBothAsync(_batches.Skip(5), Received(_batches.Skip(5), Later));
        Assert.Equal((5 + 20) * EventsEach, await CountAsync());
        await SweepAsync(_second);

        await StoreAssert.HoldsOnceAsync(_client, _batches);
    }

    [Fact]
    public async Task Between_two_searches_an_interval_passes()
    {
        var sweep = _second.NewSweep();
        await sweep.WorkAsync(_second.Log.LastDurableSequence, CancellationToken.None);
        await LandBothAsync(_batches, Received(_batches, Later));

        await sweep.WorkAsync(_second.Log.LastDurableSequence, CancellationToken.None);
        Assert.Equal(2 * 15 * EventsEach, await CountAsync());
        _second.Clock.Advance(new StoreOptions().DuplicateSearchInterval);
        await sweep.WorkAsync(_second.Log.LastDurableSequence, CancellationToken.None);

        await StoreAssert.HoldsOnceAsync(_client, _batches);
    }

    [Fact]
    public async Task Other_events_under_the_same_names_are_no_duplicates()
    {
        var careless = _batches.Select(batch => batch with
        {
            ReceivedAt = batch.ReceivedAt + Later,
            Events = [.. batch.Events.Select(sent => sent with { SessionId = "another" })],
        }).ToList();
        await LandBothAsync(_batches, careless);

        await SweepAsync(_first);
        await SweepAsync(_second);

        Assert.Equal(2 * 15 * EventsEach, await CountAsync());
        await StoreAssert.RollupIsTrueAsync(_client);
    }

    [Fact]
    public async Task Of_a_batch_that_is_a_duplicate_in_part_only_that_part_goes()
    {
        var parts = _batches.Select(batch => batch with { Events = [.. batch.Events.Where((_, i) => i % 3 != 0)] }).ToList();
        await LandBothAsync(parts, Received(_batches, Later));

        await SweepAsync(_second);

        var rest = _batches.Select(batch => batch with { ReceivedAt = batch.ReceivedAt + Later, Events = [.. batch.Events.Where((_, i) => i % 3 == 0)] });
        await StoreAssert.HoldsOnceAsync(_client, parts.Concat(rest));
    }

    [Fact]
    public async Task What_may_still_be_sent_again_is_left_alone()
    {
        await LandBothAsync(_batches, Received(_batches, Later));

        await _second.NewSweep().WorkAsync(0, CancellationToken.None);

        Assert.Equal(2 * 15 * EventsEach, await CountAsync());
    }

    [Fact]
    public async Task A_sweep_that_a_crash_ended_between_rollup_and_raw_is_finished_by_the_next()
    {
        await LandBothAsync(_batches, Received(_batches, Later));
        await StoreAssert.ExecuteAsync(_client, $"ALTER TABLE usage_daily DELETE WHERE wal_id = {_second.Log.Id} SETTINGS mutations_sync = 1");

        await SweepAsync(_second);

        await StoreAssert.HoldsOnceAsync(_client, _batches);
    }

    private static List<ValidatedBatch> Received(IEnumerable<ValidatedBatch> batches, TimeSpan later) =>
        [.. batches.Select(batch => batch with { ReceivedAt = batch.ReceivedAt + later })];

    private Task LandBothAsync(IEnumerable<ValidatedBatch> first, IEnumerable<ValidatedBatch> second) =>
        Task.WhenAll(LandAsync(_first, first), LandAsync(_second, second));

    private static async Task LandAsync(StorePipeline pipeline, IEnumerable<ValidatedBatch> batches)
    {
        await pipeline.AcceptAsync(batches);
        await pipeline.RunUntilVerifiedAsync();
    }

    private async Task RestartBothAsync()
    {
        await _first.DisposeAsync();
        await _second.DisposeAsync();
        _first = new StorePipeline(_firstFolder.Path, _client);
        _second = new StorePipeline(_secondFolder.Path, _client);
    }

    private static Task<long> SweepAsync(StorePipeline pipeline) => pipeline.NewSweep().WorkAsync(pipeline.Log.LastDurableSequence, CancellationToken.None);

    private async Task<long> CountAsync()
    {
        var rows = await _client.QueryAsync("SELECT count() FROM events", null, row => (long)row.ReadUInt64(), CancellationToken.None);
        return rows[0];
    }
}

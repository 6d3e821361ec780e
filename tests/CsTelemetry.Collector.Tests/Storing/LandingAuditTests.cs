using CsTelemetry.ClickHouse;
using CsTelemetry.ClickHouse.Landing;
using CsTelemetry.Collector.Journal;
using CsTelemetry.Collector.Storing;
using CsTelemetry.Collector.Tests.Making;

namespace CsTelemetry.Collector.Tests.Storing;

[Collection(RealStoreTests.Name)]
public sealed class LandingAuditTests(StoreFixture fixture) : IAsyncLifetime, IDisposable
{
    private const ulong Wal = 7;

    private readonly EventsBlockEncoder _encoder = new(Wal);
    private readonly EventsBlockEncoder _stranger = new(8);
    private readonly Cut _cut = Cut.Of(5, new StoreEvents(51).Next(80));
    private readonly Cut _next = Cut.Of(9, new StoreEvents(52).Next(80));
    private ClickHouseClient _client = null!;
    private LandingStore _store = null!;

    public async Task InitializeAsync()
    {
        _client = await fixture.NewStoreAsync();
        _store = new LandingStore(_client);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _client.Dispose();
        _encoder.Dispose();
        _stranger.Dispose();
    }

    [Fact]
    public async Task What_has_landed_is_clean()
    {
        await InsertAsync(_cut);
        await InsertAsync(_next);

        Assert.True((await AuditAsync()).IsClean);
    }

    [Fact]
    public async Task What_has_not_landed_is_found_month_by_month()
    {
        await InsertAsync(_cut);

        var result = await AuditAsync();

        Assert.All(result.MonthFaults, fault => Assert.Same(_next.Footprint, fault.Batch));
        Assert.Equal(_next.EventsByMonth.OrderBy(pair => pair.Key), result.MonthFaults.OrderBy(fault => fault.Month).Select(fault => KeyValuePair.Create(fault.Month, (int)fault.Expected)));
        Assert.All(result.MonthFaults, fault => Assert.Equal(0, fault.Found));
        Assert.Empty(result.RollupDifferences);
    }

    [Fact]
    public async Task Rows_of_another_log_do_not_pass_for_ours()
    {
        await InsertAsync(_next);
        await _store.InsertAsync(_stranger.Encode(_cut), "stranger", CancellationToken.None);

        var result = await AuditAsync();

        Assert.Equal(_cut.EventsByMonth.Count, result.MonthFaults.Count);
        Assert.All(result.MonthFaults, fault => Assert.Equal((_cut.Footprint, 0L), (fault.Batch, fault.Found)));
    }

    [Fact]
    public async Task A_day_whose_rollup_differs_is_named_with_both_counts()
    {
        await InsertAsync(_cut);
        await InsertAsync(_next);
        var day = _cut.Days[0];
        var raw = _cut.Rows().Concat(_next.Rows()).Count(row => row.Event.Day == day);
        await StoreAssert.ExecuteAsync(_client, $"ALTER TABLE usage_daily DELETE WHERE day = '{day:O}' SETTINGS mutations_sync = 2");

        var result = await AuditAsync();

        Assert.Empty(result.MonthFaults);
        Assert.Equal([new RollupDifference(day, raw, 0)], result.RollupDifferences);
    }

    [Fact]
    public async Task A_replay_of_twenty_five_years_is_counted_whole()
    {
        var events = Enumerable.Range(0, 4500).Select(i => Sample.Use((ulong)i + 1) with { Day = new DateOnly(2000, 1, 1).AddDays(2 * i) }).ToArray();
        var replay = new Cut(new FrozenRange(20, 20, events.Length), [Sample.Journaled(20, events)]);
        await InsertAsync(replay);

        Assert.True((await new LandingAudit(_store, Wal).RunAsync([replay.Footprint], CancellationToken.None)).IsClean);
    }

    private Task InsertAsync(Cut cut) => _store.InsertAsync(_encoder.Encode(cut), cut.TokenIn(Wal), CancellationToken.None);

    private Task<AuditResult> AuditAsync() => new LandingAudit(_store, Wal).RunAsync([_cut.Footprint, _next.Footprint], CancellationToken.None);
}

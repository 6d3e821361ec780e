using CsTelemetry.ClickHouse;
using CsTelemetry.ClickHouse.Landing;
using CsTelemetry.Collector.Storing;
using CsTelemetry.Collector.Tests.Making;

namespace CsTelemetry.Collector.Tests.Storing;

[Collection(RealStoreTests.Name)]
public sealed class RollupRebuildTests(StoreFixture fixture) : IAsyncLifetime
{
    private readonly List<Cut> _cuts = [.. Enumerable.Range(1, 4).Select(Numbered)];
    private ClickHouseClient _client = null!;
    private LandingStore _store = null!;

    private IEnumerable<int> Months => _cuts.SelectMany(cut => cut.EventsByMonth.Keys).Distinct();

    public async Task InitializeAsync()
    {
        _client = await fixture.NewStoreAsync();
        _store = new LandingStore(_client);
        using var encoder = new EventsBlockEncoder(7);
        foreach (var cut in _cuts)
        {
            await _store.InsertAsync(encoder.Encode(cut), cut.TokenIn(7), CancellationToken.None);
        }
    }

    public Task DisposeAsync()
    {
        _client.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_rebuilt_month_is_what_the_view_made_in_every_column()
    {
        var byView = await StoreAssert.RollupAsync(_client);
        Assert.NotEmpty(byView);

        await RebuildAsync(Months);

        Assert.Equal(byView, await StoreAssert.RollupAsync(_client));
        await StoreAssert.RollupIsTrueAsync(_client);
    }

    [Fact]
    public async Task Rebuilding_one_month_leaves_the_others_alone()
    {
        await StoreAssert.ExecuteAsync(_client, "ALTER TABLE usage_daily DELETE WHERE user_id != '' SETTINGS mutations_sync = 2");
        var damaged = await MonthAsync(202605);

        await RebuildAsync([202606]);

        Assert.Equal(damaged, await MonthAsync(202605));
        await RebuildAsync(Months);
        await StoreAssert.RollupIsTrueAsync(_client);
    }

    [Fact]
    public async Task What_a_rebuild_that_was_cut_off_left_behind_does_not_disturb_the_next()
    {
        await StoreAssert.ExecuteAsync(_client, "CREATE TABLE usage_daily_rebuild AS usage_daily");
        await StoreAssert.ExecuteAsync(_client, "INSERT INTO usage_daily_rebuild SELECT * FROM usage_daily");

        await RebuildAsync(Months);

        await StoreAssert.RollupIsTrueAsync(_client);
    }

    [Fact]
    public async Task New_rows_go_into_a_rebuilt_month_as_before()
    {
        await RebuildAsync(Months);
        using var encoder = new EventsBlockEncoder(7);

        await _store.InsertAsync(encoder.Encode(Numbered(9)), Numbered(9).TokenIn(7), CancellationToken.None);

        await StoreAssert.RollupIsTrueAsync(_client);
    }

    [Fact]
    public async Task A_month_of_which_raw_has_nothing_is_emptied()
    {
        await StoreAssert.ExecuteAsync(_client, "ALTER TABLE events DELETE WHERE toYYYYMM(day) = 202605 SETTINGS mutations_sync = 2");

        await RebuildAsync([202605]);

        Assert.Equal(0, await MonthAsync(202605));
        await StoreAssert.RollupIsTrueAsync(_client);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(197000)]
    [InlineData(214913)]
    public Task What_is_no_month_is_not_asked_for(int month) =>
        Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => _store.RebuildRollupAsync(month, CancellationToken.None));

    private static Cut Numbered(int number) => Cut.Of(number, new StoreEvents(60 + number).Next(100));

    private async Task RebuildAsync(IEnumerable<int> months)
    {
        foreach (var month in months)
        {
            await _store.RebuildRollupAsync(month, CancellationToken.None);
        }
    }

    private async Task<long> MonthAsync(int month)
    {
        var rows = await _client.QueryAsync(
            $"SELECT sum(events) FROM usage_daily WHERE toYYYYMM(day) = {month}", null, row => (long)row.ReadUInt64(), CancellationToken.None);
        return rows[0];
    }
}

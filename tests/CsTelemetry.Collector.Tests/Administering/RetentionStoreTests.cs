using CsTelemetry.ClickHouse;
using CsTelemetry.ClickHouse.Landing;
using CsTelemetry.ClickHouse.Retention;
using CsTelemetry.Collector.Administering.Retaining;
using CsTelemetry.Collector.Tests.Making;
using CsTelemetry.Collector.Tests.Storing;

namespace CsTelemetry.Collector.Tests.Administering;

/// <summary>Sets retention at a real ClickHouse, and repairs a month of which events have expired.</summary>
[Collection(SecondStoreTests.Name)]
public sealed class RetentionStoreTests(StoreFixture fixture) : IAsyncLifetime
{
    private ClickHouseClient _client = null!;

    public async Task InitializeAsync() => _client = await fixture.NewStoreAsync();

    public Task DisposeAsync()
    {
        _client.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task It_is_set_once_changed_when_it_is_another_and_taken_away()
    {
        var (logger, options) = (new CapturingLogger<RetentionKeeper>(), new RetentionOptions { EventsDays = 761, UsageDailyDays = 1827 });

        await Keeper(options, logger).ApplyAsync(CancellationToken.None);
        Assert.Equal(4, await TablesWithTtlAsync());
        var set = logger.Ids.Count;
        await Keeper(options, logger).ApplyAsync(CancellationToken.None);
        Assert.Equal(set, logger.Ids.Count);

        options.EventsDays = 100;
        await Keeper(options, logger).ApplyAsync(CancellationToken.None);
        Assert.Equal(set + 1, logger.Ids.Count);
        Assert.Equal(1, await EventRows.CountAsync(_client, "system.tables", "database = currentDatabase() AND engine_full LIKE '%TTL day + toIntervalDay(100)%'"));

        (options.EventsDays, options.UsageDailyDays, options.QuarantineDays, options.ErasuresDays) = (0, 0, 0, 0);
        await Keeper(options, logger).ApplyAsync(CancellationToken.None);
        Assert.Equal(0, await TablesWithTtlAsync());
    }

    [Fact]
    public async Task A_month_of_which_events_have_expired_keeps_what_only_the_rollup_knows_when_it_is_repaired()
    {
        var horizon = new DateOnly(2026, 5, 11);
        await EventRows.AddAsync(_client, new DateOnly(2026, 5, 1), 31);
        var whole = await StoreAssert.RollupAsync(_client);
        await EventRows.ExecuteAsync(_client, "ALTER TABLE events DELETE WHERE day < '2026-05-11' SETTINGS mutations_sync = 2");
        await EventRows.ExecuteAsync(_client, "ALTER TABLE usage_daily DELETE WHERE day = '2026-05-20' SETTINGS mutations_sync = 2");
        var store = new LandingStore(_client, () => horizon);

        var differences = await store.CompareRollupAsync([new DateOnly(2026, 5, 5), new DateOnly(2026, 5, 20)], CancellationToken.None);
        Assert.Equal(new DateOnly(2026, 5, 20), Assert.Single(differences).Day);
        await store.RebuildRollupAsync(202605, CancellationToken.None);

        Assert.Equal(whole, await StoreAssert.RollupAsync(_client));
    }

    private RetentionKeeper Keeper(RetentionOptions options, CapturingLogger<RetentionKeeper> logger) => new(options, new RetentionStore(_client), logger);

    private Task<long> TablesWithTtlAsync() =>
        EventRows.CountAsync(_client, "system.tables", "database = currentDatabase() AND engine_full LIKE '% TTL %' AND name IN ('events', 'usage_daily', 'account_attributes', 'user_attributes', 'quarantine', 'erasures')");
}

using CsTelemetry.ClickHouse;
using CsTelemetry.ClickHouse.Auditing;
using CsTelemetry.ClickHouse.Landing;
using CsTelemetry.Collector.Administering;
using CsTelemetry.Collector.Administering.Auditing;
using CsTelemetry.Collector.Administering.Retaining;
using CsTelemetry.Collector.Tests.Making;
using CsTelemetry.Collector.Tests.Storing;

namespace CsTelemetry.Collector.Tests.Administering;

/// <summary>Audits and repairs a real ClickHouse whose tables were tampered with.</summary>
[Collection(SecondStoreTests.Name)]
public sealed class AuditTests(StoreFixture fixture) : IAsyncLifetime
{
    private static readonly DateOnly May = new(2026, 5, 1);
    private static readonly DateOnly Ever = new(2149, 6, 6);

    private ClickHouseClient _client = null!;
    private AuditStore _store = null!;

    public async Task InitializeAsync()
    {
        _client = await fixture.NewStoreAsync();
        _store = new AuditStore(_client);
        await EventRows.AddAsync(_client, May, 50);
    }

    public Task DisposeAsync()
    {
        _client.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_sound_store_is_found_sound()
    {
        var (lines, totals) = await AuditAsync(repair: false);

        Assert.Empty(lines);
        Assert.Equal((0, 0, 0, 0, 0), (totals.Days, totals.Surplus, totals.Conflicts, totals.Repaired, totals.Left));
        Assert.Equal(ExitCodes.Done, totals.Conclude(2, repair: false).Exit);
    }

    [Fact]
    public async Task A_rollup_whose_sums_agree_but_whose_groups_do_not_is_found_and_rebuilt()
    {
        await EventRows.ExecuteAsync(_client, "ALTER TABLE usage_daily UPDATE duration_ms = duration_ms + 1 WHERE day = '2026-05-10' SETTINGS mutations_sync = 2");

        var (lines, totals) = await AuditAsync(repair: false);

        Assert.Contains("2026-05-10", Assert.Single(lines).Text, StringComparison.Ordinal);
        Assert.Equal((LineKind.Fault, 1, 1), (lines[0].Kind, totals.Days, totals.Left));
        Assert.Equal(ExitCodes.Found, totals.Conclude(2, repair: false).Exit);
        Assert.Equal(1, (await AuditAsync(repair: true)).Totals.Repaired);
        await StoreAssert.RollupIsTrueAsync(_client);
        Assert.Empty((await AuditAsync(repair: false)).Lines);
    }

    [Fact]
    public async Task A_batch_that_came_through_two_collectors_is_found_and_what_came_first_stays()
    {
        await EventRows.AddAsync(_client, May, 20, log: 2, received: "2026-06-16 12:00:00");

        var (lines, totals) = await AuditAsync(repair: false);

        Assert.Equal((20, 1), (totals.Surplus, totals.Left));
        Assert.Contains("20 of them came through several collectors", lines.Single().Text, StringComparison.Ordinal);
        Assert.Equal(70, await EventRows.CountAsync(_client));

        var repaired = (await AuditAsync(repair: true)).Totals;

        Assert.Equal((1, 0), (repaired.Repaired, repaired.Left));
        Assert.Equal(50, await EventRows.CountAsync(_client));
        Assert.Equal(0, await EventRows.CountAsync(_client, where: "wal_id = 2"));
        await StoreAssert.RollupIsTrueAsync(_client);
        Assert.Equal(0, (await AuditAsync(repair: false)).Totals.Surplus);
    }

    [Fact]
    public async Task A_copy_that_was_given_the_next_months_day_is_found_from_the_earlier_month()
    {
        await EventRows.ExecuteAsync(
            _client, "INSERT INTO events SELECT * REPLACE (day + 1 AS day, toUInt64(2) AS wal_id, received_at + 60 AS received_at) FROM events WHERE sequence = 31");
        Assert.Equal(2, await EventRows.CountAsync(_client, where: "sequence = 31"));

        var totals = (await AuditAsync(repair: true)).Totals;

        Assert.Equal((1, 0), (totals.Surplus, totals.Left));
        Assert.Equal(1, await EventRows.CountAsync(_client, where: "sequence = 31 AND day = '2026-05-31' AND wal_id = 1"));
        Assert.Equal(50, await EventRows.CountAsync(_client));
        await StoreAssert.RollupIsTrueAsync(_client);
    }

    [Fact]
    public async Task Different_events_under_one_number_are_told_and_kept()
    {
        await EventRows.AddAsync(_client, May, 5, feature: "other");

        var (lines, totals) = await AuditAsync(repair: true);

        Assert.Equal((0, 5, 0), (totals.Surplus, totals.Conflicts, totals.Left));
        Assert.Equal(LineKind.Note, Assert.Single(lines).Kind);
        Assert.Equal(55, await EventRows.CountAsync(_client));
    }

    [Fact]
    public async Task Where_events_have_begun_to_expire_nothing_is_compared_and_nothing_rebuilt()
    {
        await EventRows.AddAsync(_client, May, 20, log: 2);
        await EventRows.ExecuteAsync(_client, "ALTER TABLE events DELETE WHERE day < '2026-05-03' SETTINGS mutations_sync = 2");
        var before = await StoreAssert.RollupAsync(_client);
        var clock = new ManualTimeProvider();
        clock.SetTo(new DateTimeOffset(2026, 7, 6, 0, 0, 0, TimeSpan.Zero));

        var (lines, totals) = await AuditAsync(repair: true, new RawHorizon(new RetentionOptions { EventsDays = 62 }, clock));

        Assert.Equal((0, 18, 1), (totals.Days, totals.Surplus, totals.Left));
        Assert.Contains(lines, line => line.Text.Contains("Retention:EventsDays", StringComparison.Ordinal));
        Assert.Equal(before, await StoreAssert.RollupAsync(_client));
    }

    private async Task<(List<AdministrationLine> Lines, AuditTotals Totals)> AuditAsync(bool repair, RawHorizon? horizon = null)
    {
        var audit = new MonthAudit(_store, new LandingStore(_client), horizon ?? new RawHorizon(new RetentionOptions { EventsDays = 0 }, TimeProvider.System));
        var (totals, lines) = (new AuditTotals(), new List<AdministrationLine>());
        foreach (var month in await _store.MonthsAsync(DateOnly.FromDateTime(DateTime.UnixEpoch), Ever, CancellationToken.None))
        {
            lines.AddRange(await audit.RunAsync(month, DateOnly.FromDateTime(DateTime.UnixEpoch), Ever, repair, totals, CancellationToken.None));
        }

        return ([.. lines.Where(line => !line.Text.Contains("removed", StringComparison.Ordinal))], totals);
    }
}

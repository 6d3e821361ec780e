using CsTelemetry.ClickHouse;
using CsTelemetry.Collector.Hosting;
using CsTelemetry.Collector.Querying;
using CsTelemetry.Collector.Tests.Making;
using CsTelemetry.Collector.Tests.Storing;
using CsTelemetry.Collector.Zones;
using Microsoft.Extensions.Logging.Abstractions;

namespace CsTelemetry.Collector.Tests.Hosting;

/// <summary>What accounts told another collector is learnt from the real store that both have.</summary>
[Collection(RealStoreTests.Name)]
public sealed class ZoneWatchTests(StoreFixture fixture) : IAsyncLifetime, IDisposable
{
    private readonly AccountZones _zones = new();
    private ClickHouseClient _client = null!;
    private ZoneWatch _watch = null!;

    public async Task InitializeAsync()
    {
        _client = await fixture.NewStoreAsync();
        _watch = new ZoneWatch(new ZoneQueries(_client), _zones, new ManualTimeProvider(), NullLogger<ZoneWatch>.Instance);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _watch.Dispose();
        _client.Dispose();
    }

    [Fact]
    public async Task The_zone_that_an_account_told_last_holds_for_its_tenant_alone()
    {
        await TellAsync("demo", "acme", "time_zone", "Pacific/Auckland", "2026-06-14 10:00:00", "2026-06-14 10:00:05");
        await TellAsync("demo", "acme", "time_zone", "Pacific/Honolulu", "2026-06-14 09:00:00", "2026-06-14 10:00:06");
        await TellAsync("demo", "acme", "city", "Asia/Tokyo", "2026-06-14 11:00:00", "2026-06-14 11:00:00");

        await _watch.LookAsync(CancellationToken.None);

        Assert.Equal("Pacific/Auckland", ZoneOf("demo", "acme"));
        Assert.Null(ZoneOf("other", "acme"));
        Assert.Null(ZoneOf("demo", "globex"));
    }

    [Fact]
    public async Task What_is_told_later_is_learnt_at_the_next_look()
    {
        await TellAsync("demo", "acme", "time_zone", "Pacific/Auckland", "2026-06-14 10:00:00", "2026-06-14 10:00:00");
        await _watch.LookAsync(CancellationToken.None);
        await TellAsync("demo", "acme", "time_zone", "Asia/Kathmandu", "2026-06-14 12:00:00", "2026-06-14 12:00:00");
        await TellAsync("demo", "globex", "time_zone", "Asia/Tokyo", "2026-06-14 09:30:00", "2026-06-14 09:30:00");

        await _watch.LookAsync(CancellationToken.None);

        Assert.Equal(("Asia/Kathmandu", "Asia/Tokyo"), (ZoneOf("demo", "acme"), ZoneOf("demo", "globex")));
    }

    [Fact]
    public async Task What_this_collector_was_told_since_is_not_taken_back()
    {
        await TellAsync("demo", "acme", "time_zone", "Pacific/Auckland", "2026-06-14 10:00:00", "2026-06-14 10:00:00");
        _zones.Learn(new AccountZone("demo", "acme", "Asia/Tokyo", new DateTimeOffset(2026, 6, 14, 10, 0, 1, TimeSpan.Zero).ToUnixTimeMilliseconds()));

        await _watch.LookAsync(CancellationToken.None);

        Assert.Equal("Asia/Tokyo", ZoneOf("demo", "acme"));
    }

    [Fact]
    public async Task A_zone_that_is_none_is_passed_over()
    {
        await TellAsync("demo", "acme", "time_zone", "Mars/Olympus", "2026-06-14 10:00:00", "2026-06-14 10:00:00");

        await _watch.LookAsync(CancellationToken.None);

        Assert.Null(ZoneOf("demo", "acme"));
    }

    private string? ZoneOf(string tenant, string account) => _zones.Of(tenant)?.Of(System.Text.Encoding.UTF8.GetBytes(account))?.Id;

    private Task TellAsync(string tenant, string account, string attribute, string value, string occurred, string received) => _client.ExecuteAsync(
        """
        INSERT INTO account_attributes (tenant, account_id, attribute, occurred_at, value, received_at)
        SELECT {tenant:String}, {account:String}, {attribute:String}, {occurred:DateTime64(3, 'UTC')}, {value:String}, {received:DateTime64(3, 'UTC')}
        """,
        new ClickHouseParameters { { "tenant", tenant }, { "account", account }, { "attribute", attribute }, { "occurred", occurred }, { "value", value }, { "received", received } },
        CancellationToken.None);
}

using CsTelemetry.Collector.Hosting;
using CsTelemetry.Collector.Knowing;
using CsTelemetry.Collector.Tests.Knowing;
using CsTelemetry.Collector.Tests.Making;
using CsTelemetry.Collector.Tests.Storing;
using CsTelemetry.Collector.Zones;

namespace CsTelemetry.Collector.Tests.Hosting;

[Collection(RealStoreTests.Name)]
public sealed class ToldZonesTests(StoreFixture fixture)
{
    [Fact]
    public async Task The_intake_hears_the_zone_that_was_told_of_an_account()
    {
        using var client = await fixture.NewStoreAsync();
        var (feed, zones) = (new KnowledgeFeed(), new AccountZones());
        using var book = KnowledgeSample.NewBook(client, feed: feed);
        using var told = new ToldZones(feed, book, zones, new ManualTimeProvider());
        await told.StartAsync(CancellationToken.None);
        await book.WriteAsync(KnowledgeSample.Account("acme", """{"time_zone":"Asia/Kathmandu"}"""));
        await book.WriteAsync(KnowledgeSample.Account("plain", "{}"));

        await told.TellAsync(CancellationToken.None);

        Assert.Equal([("demo", "acme", "Asia/Kathmandu")], zones.List().Select(zone => (zone.Tenant, zone.AccountId, zone.Zone)));
        await told.StopAsync(CancellationToken.None);
    }
}

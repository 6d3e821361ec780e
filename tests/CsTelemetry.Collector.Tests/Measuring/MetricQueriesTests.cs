using CsTelemetry.Adoption.Tests.Histories;
using CsTelemetry.Collector.Measuring;
using CsTelemetry.Collector.Querying;
using CsTelemetry.Collector.Tests.Storing;

namespace CsTelemetry.Collector.Tests.Measuring;

/// <summary>The SQL beneath the metrics on a real store, against reducing the raw events of 60 made-up tenants in memory. The pure metrics are held to an oracle over the same reduction.</summary>
[Collection(RealStoreTests.Name)]
public sealed class MetricQueriesTests(StoreFixture fixture) : IAsyncLifetime
{
    private static readonly CancellationToken Stop = CancellationToken.None;

    private readonly HistoryStore _store = new(fixture);

    private MetricQueries Queries => new(_store.Client, new MetricOptions());

    public Task InitializeAsync() => _store.InitializeAsync();

    public Task DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task Who_is_there_and_what_is_reported_is_what_the_events_say()
    {
        foreach (var (tenant, history) in _store.Tenants)
        {
            var scope = new QueryScope(tenant, history.AsOf);
            var crowd = new Crowd(history.Knowledge, history.AsOf, await Queries.AccountsAsync(scope, null, Stop), await Queries.PeopleAsync(scope, null, Stop), await Queries.ReportedAsync(scope, Stop));
            foreach (var day in (DateOnly[])[history.AsOf, history.AsOf.AddDays(-50)])
            {
                var (expected, found) = (history.AudienceOn(day), crowd.AudienceOn(day));
                Assert.Equal(expected.Accounts.Select(account => (account.Id, account.FirstSeen, account.LastSeen)), found.Accounts.Select(account => (account.Id, account.FirstSeen, account.LastSeen)));
                Assert.Equal(
                    expected.People.Select(person => (person.Account.Id, person.UserId, person.FirstSeen, person.LastSeen)),
                    found.People.Select(person => (person.Account.Id, person.UserId, person.FirstSeen, person.LastSeen)));
            }

            Assert.Equal(crowd.People.Where(person => person.AccountId == "a0").OrderBy(person => person.UserId), (await Queries.PeopleAsync(scope, "a0", Stop)).OrderBy(person => person.UserId));
            Assert.All(RandomHistory.Features, feature => Assert.Equal(history.ReportedSince(feature), crowd.ReportedSince(feature)));
        }
    }

    [Fact]
    public async Task Days_of_use_are_those_of_everybody_who_counts_however_they_are_told_apart()
    {
        foreach (var (tenant, history) in _store.Tenants)
        {
            await AgreesAsync(tenant, history, new UsageQuestion(UsageSlice.None, MetricReader.Ever), _ => "");
            await AgreesAsync(tenant, history, new UsageQuestion(UsageSlice.Feature, MetricReader.Ever), e => e.Feature);
            await AgreesAsync(tenant, history, new UsageQuestion(UsageSlice.Platform, MetricReader.Ever) { Feature = "f0" }, e => e.Feature == "f0" ? e.Platform : null);
            await AgreesAsync(tenant, history, new UsageQuestion(UsageSlice.None, MetricReader.Ever) { Feature = "f1", Account = "a0", Platform = "web" }, e => (e.Feature, e.Account, e.Platform) == ("f1", "a0", "web") ? "" : null);
            await AgreesAsync(tenant, history, new UsageQuestion(UsageSlice.None, history.AsOf.AddDays(-40)), _ => "");
        }
    }

    [Fact]
    public async Task Walkers_have_the_moments_of_the_raw_events()
    {
        string[] features = ["f0", "f2"];
        foreach (var (tenant, history) in _store.Tenants)
        {
            var from = history.AsOf.AddDays(-70);
            var audience = history.AudienceOn(history.AsOf);
            var expected = history.Events
                .Where(e => history.IsValue(e) && features.Contains(e.Feature) && history.DayOf(e) >= from && history.DayOf(e) <= history.AsOf && audience.Find(e.Account, e.User) is not null)
                .Select(e => $"{e.Account} {e.User} {e.Feature} {history.DayOf(e):O} {e.At.ToUnixTimeMilliseconds()}");

            var found = await Queries.WalkersAsync(new QueryScope(tenant, history.AsOf), features, from, null, Stop);

            Assert.Equal(expected.Order(), found.SelectMany(walker => walker.Events.Select(e => $"{walker.AccountId} {walker.UserId} {e.Feature} {e.Day:O} {e.At}")).Order());
        }
    }

    [Fact]
    public async Task What_would_take_too_much_memory_is_refused_with_the_limit_and_a_way_out()
    {
        var tight = new MetricQueries(_store.Client, new MetricOptions { MaxUseDays = 3, MaxFunnelEvents = 2, MaxPeople = 1 });
        var (tenant, history) = _store.Tenants.MaxBy(each => each.History.Events.Count);
        var scope = new QueryScope(tenant, history.AsOf);

        var days = await Assert.ThrowsAsync<MetricLimitException>(() => tight.UsesAsync(scope, new UsageQuestion(UsageSlice.None, MetricReader.Ever), Stop));
        var events = await Assert.ThrowsAsync<MetricLimitException>(() => tight.WalkersAsync(scope, ["f0"], MetricReader.Ever, null, Stop));
        var people = await Assert.ThrowsAsync<MetricLimitException>(() => tight.PeopleAsync(scope, null, Stop));

        Assert.Equal("The answer would be made from more than 3 days of use. Ask about fewer: name an account, a feature or a platform, or a later `from`. Who runs the collector can raise Metrics:MaxUseDays.", days.Message);
        Assert.StartsWith("The answer would be made from more than 2 events.", events.Message, StringComparison.Ordinal);
        Assert.StartsWith("The answer would be made from more than 1 people.", people.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_others_sent_is_compared_never_run()
    {
        var scope = new QueryScope("seed-2000' OR 1=1 --", RandomHistory.AsOf);
        var hostile = new UsageQuestion(UsageSlice.None, MetricReader.Ever) { Feature = "f0' OR '1'='1", Account = "a0\\'; DROP TABLE events", Platform = "web') --" };

        Assert.Empty(await Queries.UsesAsync(scope, hostile, Stop));
        Assert.Empty(await Queries.AccountsAsync(scope, null, Stop));
        Assert.Empty(await Queries.WalkersAsync(scope, ["'", "\\", "f0"], MetricReader.Ever, "'", Stop));
        Assert.NotEmpty(await Queries.AccountsAsync(new QueryScope("seed-2000", RandomHistory.AsOf), "a0", Stop));
    }

    private async Task AgreesAsync(string tenant, History history, UsageQuestion question, Func<LoggedEvent, string?> sliceOf)
    {
        var found = await Queries.UsesAsync(new QueryScope(tenant, history.AsOf), question, Stop);

        Assert.Equal(UseLines.Of(history.AudienceOn(history.AsOf).Of(history.Uses(sliceOf)), question.From), UseLines.Of(found, question.From));
    }
}

using CsTelemetry.ClickHouse;
using CsTelemetry.ClickHouse.Clusters;
using CsTelemetry.ClickHouse.Knowledge;
using CsTelemetry.Collector.Knowing;
using CsTelemetry.Collector.Knowing.Learning;
using CsTelemetry.Collector.Tenancy;
using CsTelemetry.Collector.Tests.Storing;

namespace CsTelemetry.Collector.Tests.Knowing;

/// <summary>Learns from what events left in a real ClickHouse.</summary>
[Collection(RealStoreTests.Name)]
public sealed class LearningTests(StoreFixture fixture) : IAsyncLifetime, IDisposable
{
    private ClickHouseClient _client = null!;
    private KnowledgeBook _book = null!;
    private KnowledgeLearner _learner = null!;

    public async Task InitializeAsync()
    {
        _client = await fixture.NewStoreAsync();
        _book = KnowledgeSample.NewBook(_client);
        _learner = NewLearner(_book);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _book.Dispose();
        _client.Dispose();
    }

    [Fact]
    public async Task What_events_say_makes_intervals_from_their_days_in_the_accounts_zone()
    {
        await SayAsync("acme", "", "plan", ("2026-01-10 12:00:00", "basic"), ("2026-02-01 12:00:00", "basic"), ("2026-03-01 20:00:00", "pro"));
        await SayAsync("acme", "", "seats", ("2026-01-10 12:00:00", "5"), ("2026-02-05 08:00:00", "9"), ("2026-02-05 09:00:00", "7"));
        await SayAsync("acme", "", "time_zone", ("2026-01-10 12:00:00", "Asia/Kathmandu"));
        await SayAsync("acme", "", "renewal_date", ("2026-01-10 12:00:00", "2027-01-10"));
        await SayAsync("acme", "ann", "role", ("2026-01-10 12:00:00", "viewer"), ("2026-02-01 12:00:00", "admin"));

        await _learner.LearnAsync(CancellationToken.None);

        var known = await _book.GetAsync(KnowledgeSample.Tenant, CancellationToken.None);
        var acme = known.Accounts["acme"];
        Assert.Equal([(new DateOnly(2026, 1, 10), "basic"), (new DateOnly(2026, 3, 2), "pro")], acme.Plan.Intervals.Select(interval => (interval.From!.Value, interval.Value)));
        Assert.Equal((null, 5, 5, 7), (acme.SeatsAt(new DateOnly(2026, 1, 9)), acme.SeatsAt(new DateOnly(2026, 1, 10)), acme.SeatsAt(new DateOnly(2026, 2, 4)), acme.SeatsAt(new DateOnly(2026, 2, 5))));
        Assert.Equal((new DateOnly(2027, 1, 10), "Asia/Kathmandu"), (acme.RenewsOn, acme.TimeZone));
        Assert.Equal(("viewer", "admin"), (known.Users[("acme", "ann")].RoleAt(new DateOnly(2026, 1, 31)), known.Users[("acme", "ann")].RoleAt(new DateOnly(2026, 2, 1))));
    }

    [Fact]
    public async Task What_was_told_goes_before_what_events_say_field_by_field()
    {
        await SayAsync("acme", "", "name", ("2026-01-10 12:00:00", "acme gmbh"));
        await SayAsync("acme", "", "segment", ("2026-01-10 12:00:00", "small"));
        await _book.WriteAsync(KnowledgeSample.Account("acme", """{"name":"Acme"}"""));

        await _learner.LearnAsync(CancellationToken.None);
        var both = (await _book.GetAsync(KnowledgeSample.Tenant, CancellationToken.None)).Accounts["acme"];
        await _book.WriteAsync(new KnowledgeWrite(KnowledgeKey.OfAccount("acme"), KnowledgeEdit.Removal));
        var events = (await _book.GetAsync(KnowledgeSample.Tenant, CancellationToken.None)).Accounts["acme"];

        Assert.Equal(("Acme", "small"), (both.Name, both.Segment));
        Assert.Equal(("acme gmbh", "small"), (events.Name, events.Segment));
    }

    [Fact]
    public async Task What_cannot_be_is_left_out_and_the_rest_is_learned()
    {
        await SayAsync("acme", "", "name", ("2026-01-10 12:00:00", "Acme"));
        await SayAsync("acme", "", "seats", ("2026-01-10 12:00:00", "-3"));
        await SayAsync("acme", "", "arr", ("2026-01-10 12:00:00", "a lot"));
        await SayAsync("acme", "", "time_zone", ("2026-01-10 12:00:00", "Mars/Olympus"));
        await SayAsync("acme", "", "favourite_colour", ("2026-01-10 12:00:00", "red"));

        await _learner.LearnAsync(CancellationToken.None);

        var said = (await _book.StateAsync(KnowledgeSample.Tenant, CancellationToken.None)).Find(KnowledgeKey.OfAccount("acme")).Said!;
        Assert.Equal("""{"name":"Acme"}""", System.Text.Encoding.UTF8.GetString(said.Body.Span));
    }

    [Fact]
    public async Task Late_events_move_the_intervals_and_the_same_once_more_writes_nothing()
    {
        await SayAsync("acme", "", "plan", ("2026-03-01 12:00:00", "pro"));
        await _learner.LearnAsync(CancellationToken.None);
        await SayAsync("acme", "", "plan", ("2026-01-01 12:00:00", "basic"));
        await _learner.LearnAsync(CancellationToken.None);
        await SayAsync("acme", "", "plan", ("2026-04-01 12:00:00", "pro"));
        await _client.ExecuteAsync("OPTIMIZE TABLE account_attributes FINAL", null, CancellationToken.None);
        await _learner.LearnAsync(CancellationToken.None);
        await NewLearner(_book).LearnAsync(CancellationToken.None);

        var plan = (await _book.GetAsync(KnowledgeSample.Tenant, CancellationToken.None)).Accounts["acme"].Plan;
        Assert.Equal(("basic", "pro"), (plan.TryAt(new DateOnly(2026, 2, 1), out var then) ? then : null, plan.TryAt(new DateOnly(2026, 3, 1), out var now) ? now : null));
        Assert.Equal(2, (await _book.HistoryAsync(KnowledgeSample.Tenant, KnowledgeKey.OfAccount("acme"), long.MaxValue, 10, CancellationToken.None)).Count);
    }

    [Fact]
    public void A_part_that_merges_what_was_read_has_nothing_new()
    {
        var seen = new SeenParts();
        seen.Add(["all_1_1_0", "all_2_2_0", "all_4_4_0"]);

        Assert.Equal(["all_3_3_0", "all_1_4_2", "all_5_5_0", "odd"], new[] { "all_1_1_0", "all_1_2_1", "all_2_2_0_7", "all_3_3_0", "all_1_4_2", "all_5_5_0", "odd" }.Where(seen.IsNew));
        seen.Add(["all_1_4_2"]);
        Assert.False(seen.IsNew("all_3_3_0"));
    }

    private KnowledgeLearner NewLearner(KnowledgeBook book) => new(new AttributeStore(StoreTopology.Of(_client)), book, new TenantDirectory([]));

    private async Task SayAsync(string account, string user, string attribute, params (string At, string Value)[] said)
    {
        foreach (var (at, value) in said)
        {
            var parameters = new ClickHouseParameters { { "tenant", KnowledgeSample.Tenant }, { "account", account }, { "user", user }, { "attribute", attribute }, { "at", at }, { "value", value } };
            await _client.ExecuteAsync(
                user.Length == 0
                    ? "INSERT INTO account_attributes (tenant, account_id, attribute, occurred_at, value, received_at) SELECT {tenant:String}, {account:String}, {attribute:String}, toDateTime64({at:String}, 3, 'UTC'), {value:String}, now64(3)"
                    : "INSERT INTO user_attributes (tenant, account_id, user_id, attribute, occurred_at, value, received_at) SELECT {tenant:String}, {account:String}, {user:String}, {attribute:String}, toDateTime64({at:String}, 3, 'UTC'), {value:String}, now64(3)",
                parameters,
                CancellationToken.None);
        }
    }
}

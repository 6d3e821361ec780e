using CsTelemetry.Protocol.V1;

namespace CsTelemetry.Sdk.Tests.Tracking;

public sealed class ScopeTests
{
    private static readonly TelemetryScope Acme = new()
    {
        AccountId = "acme",
        UserId = "u-17",
        SessionId = "s-1",
        Platform = Platform.Web,
        ActorKind = ActorKind.Human,
        Properties = [new("region", "eu")],
    };

    [Fact]
    public async Task A_call_within_a_scope_has_its_account_user_session_platform_actor_and_properties()
    {
        await using var tracked = new TrackedClient();

        using (tracked.Client.BeginScope(Acme))
        {
            Assert.True(tracked.Client.TrackFeature("reports.export"));
        }

        var sent = await tracked.OnlyOneAsync();
        Assert.Equal(("acme", "u-17", "s-1"), (sent.AccountId, sent.UserId, sent.SessionId));
        Assert.Equal((Protocol.V1.Platform.Web, Protocol.V1.ActorKind.Human), (sent.Platform, sent.ActorKind));
        Assert.Equal(["region=eu"], Properties(sent));
    }

    [Fact]
    public async Task What_the_call_itself_says_comes_before_the_scope()
    {
        await using var tracked = new TrackedClient();
        using var scope = tracked.Client.BeginScope(Acme);

        tracked.Client.TrackFeature("f", "globex", "u-2", new() { SessionId = "s-2", Platform = Platform.Api, ActorKind = ActorKind.Agent, Properties = [new("region", "us")] });

        var sent = await tracked.OnlyOneAsync();
        Assert.Equal(("globex", "u-2", "s-2"), (sent.AccountId, sent.UserId, sent.SessionId));
        Assert.Equal((Protocol.V1.Platform.Api, Protocol.V1.ActorKind.Agent), (sent.Platform, sent.ActorKind));
        Assert.Equal(["region=us"], Properties(sent));
    }

    [Fact]
    public async Task An_inner_scope_adds_to_the_outer_one_and_its_end_brings_the_outer_one_back()
    {
        await using var tracked = new TrackedClient();
        using (tracked.Client.BeginScope(Acme))
        {
            using (tracked.Client.BeginScope(new() { UserId = "u-2", Properties = [new("step", 2), new("region", "us")] }))
            {
                tracked.Client.TrackFeature("inner");
            }

            tracked.Client.TrackFeature("outer");
        }

        Assert.False(tracked.Client.TrackFeature("outside"));
        var sent = await tracked.SentAsync();
        Assert.Equal([("inner", "acme", "u-2"), ("outer", "acme", "u-17")], sent.Select(one => (one.Feature, one.AccountId, one.UserId)));
        Assert.Equal(["region=us", "step=2"], Properties(sent[0]));
        Assert.Equal(1, tracked.Client.GetStats().Dropped.Invalid);
    }

    [Fact]
    public async Task A_scope_follows_the_calls_that_it_awaits_and_no_others()
    {
        await using var tracked = new TrackedClient();
        async Task WorkAsync(string account)
        {
            using var scope = tracked.Client.BeginScope(new() { AccountId = account, UserId = $"{account}-user" });
            await Task.Yield();
            tracked.Client.TrackFeature("f");
            await Task.Run(() => tracked.Client.TrackFeature("g"));
        }

        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => WorkAsync($"account-{i}")));

        var sent = await tracked.SentAsync();
        Assert.Equal(40, sent.Count);
        Assert.All(sent, one => Assert.Equal($"{one.AccountId}-user", one.UserId));
        Assert.Equal(20, sent.Select(one => one.AccountId).Distinct().Count());
    }

    [Fact]
    public async Task Without_the_users_consent_nothing_of_a_scope_is_reported_and_all_of_it_is_counted()
    {
        await using var tracked = new TrackedClient();
        using (tracked.Client.BeginScope(Acme with { HasConsent = false }))
        {
            using var inner = tracked.Client.BeginScope(new() { UserId = "u-2" });
            Assert.False(tracked.Client.TrackFeature("f"));
            Assert.False(tracked.Client.TrackLogin("acme", "u-17"));
            tracked.Client.TrackFlagExposure("new-editor", "on");
        }

        Assert.Empty(await tracked.SentAsync());
        Assert.Equal(3, tracked.Client.GetStats().Dropped.NoConsent);
    }

    [Fact]
    public async Task Super_properties_are_on_every_event_but_not_among_the_attributes_of_users_and_accounts()
    {
        await using var tracked = new TrackedClient();
        Assert.True(tracked.Client.SetSuperProperty(new("cell", "eu-1")));
        Assert.True(tracked.Client.SetSuperProperty(new("edition", "cloud")));
        tracked.Client.TrackFeature("f", "a", "u", new() { Properties = [new("cell", "own")] });
        tracked.Client.Identify("a", "u", "admin");
        tracked.Client.SetAccount("a", new AccountAttributes { Plan = "pro", Seats = 25, RenewalDate = new DateTime(2027, 1, 31), Name = "Acme" });
        tracked.Client.RemoveSuperProperty("edition");
        tracked.Client.TrackLogin("a", "u");

        var sent = await tracked.SentAsync();

        Assert.Equal(["cell=own", "edition=cloud"], Properties(sent[0]));
        Assert.Equal(["role=admin"], Properties(sent[1]));
        Assert.Equal(["name=Acme", "plan=pro", "renewal_date=2027-01-31", "seats=25"], Properties(sent[2]));
        Assert.Equal(["cell=eu-1"], Properties(sent[3]));
    }

    [Fact]
    public async Task A_super_property_that_breaks_a_limit_is_refused_and_harms_no_event()
    {
        await using var tracked = new TrackedClient();

        Assert.False(tracked.Client.SetSuperProperty(new("", "x")));
        Assert.False(tracked.Client.SetSuperProperty(new("x", new string('x', 1025))));
        Assert.False(tracked.Client.SetSuperProperty(new("x", double.NaN)));
        Assert.All(Enumerable.Range(0, 32), i => Assert.True(tracked.Client.SetSuperProperty(new($"k{i}", i))));
        Assert.False(tracked.Client.SetSuperProperty(new("k32", 1)));
        tracked.Client.TrackFeature("f", "a", "u");

        Assert.Equal(32, (await tracked.OnlyOneAsync()).Properties.Count);
        Assert.Equal(4, tracked.Client.GetStats().RemovedProperties);
    }

    private static IEnumerable<string> Properties(Event sent) => sent.Properties
        .Select(one => $"{one.Key}={(one.ValueCase == Property.ValueOneofCase.IntValue ? one.IntValue : one.StringValue)}")
        .Order(StringComparer.Ordinal);
}

using CsTelemetry.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CsTelemetry.Sdk.Testing.Tests;

public sealed class InMemoryTelemetryTests
{
    [Fact]
    public void Everything_an_event_holds_is_seen_as_it_was_given()
    {
        using var telemetry = new InMemoryTelemetry(timeProvider: new StandingClock());
        var happened = new DateTimeOffset(2026, 3, 1, 12, 0, 0, 7, TimeSpan.Zero);

        telemetry.TrackFeature("reports.export", "acme", "u-17", new()
        {
            OccurredAt = happened,
            SessionId = "s-1",
            Platform = Platform.Mobile,
            ActorKind = ActorKind.Agent,
            Quantity = 3,
            Value = 2.5,
            Duration = TimeSpan.FromMilliseconds(41),
            Properties = [new("format", "pdf"), new("rows", -12L), new("share", 0.25), new("draft", true), new("note", ""), new("none", 0L), new("off", false)],
        });

        var one = Assert.Single(telemetry.Events);
        Assert.Equal((RecordedEventKind.FeatureUse, 1L, "reports.export", "acme", "u-17", "s-1"), (one.Kind, one.Sequence, one.Feature, one.AccountId, one.UserId, one.SessionId));
        Assert.Equal((Platform.Mobile, ActorKind.Agent, 3L, 2.5, 41.0, happened), (one.Platform, one.ActorKind, one.Quantity, one.Value, one.Duration.TotalMilliseconds, one.OccurredAt));
        Assert.Equal(
            new Dictionary<string, object> { ["format"] = "pdf", ["rows"] = -12L, ["share"] = 0.25, ["draft"] = true, ["note"] = "", ["none"] = 0L, ["off"] = false },
            one.Properties);
    }

    [Fact]
    public void Every_kind_of_event_is_seen_at_once_though_the_clock_stands_still()
    {
        using var telemetry = new InMemoryTelemetry(timeProvider: new StandingClock());

        telemetry.TrackLogin("acme", "u");
        telemetry.TrackLoginFailed("acme", null);
        telemetry.TrackLogout("acme", "u");
        telemetry.TrackFeature(new TelemetryName("f"), "acme", "u");
        telemetry.TrackPageView("p", "acme", "u");
        telemetry.TrackError("e", "acme", "u");
        telemetry.TrackCounter("c", 2, "acme", "u");
        telemetry.Identify("acme", "u", "admin");
        telemetry.SetAccount("acme", new AccountAttributes { Seats = 5 });
        telemetry.MarkRelease("2026.11");
        telemetry.TrackOutcome("o", 9, "acme", "u");

        Assert.Equal(Enum.GetValues<RecordedEventKind>(), telemetry.Events.Select(one => one.Kind));
        Assert.All(telemetry.Events, one => Assert.Equal(StandingClock.Now, one.OccurredAt));
        Assert.Equal(11, telemetry.GetStats().Delivered);
    }

    [Fact]
    public void Scopes_super_properties_exposures_and_the_allow_list_are_those_of_the_client()
    {
        using var telemetry = new InMemoryTelemetry(options => options.AllowedProperties = ["plan_page"], new StandingClock());
        telemetry.SetSuperProperty(new("plan_page", "new"));
        using (telemetry.BeginScope(new() { AccountId = "acme", UserId = "u", SessionId = "s", Properties = [new("secret", "x")] }))
        {
            telemetry.TrackFeature("f");
            telemetry.TrackFlagExposure("checkout", "on");
        }

        Assert.False(telemetry.TrackFeature("without.a.scope"));
        Assert.Equal(["f", "flag:checkout=on"], telemetry.Events.Select(one => one.Feature));
        Assert.Equal(("acme", "u", "s"), (telemetry.Events[0].AccountId, telemetry.Events[0].UserId, telemetry.Events[0].SessionId));
        Assert.Equal(new Dictionary<string, object> { ["plan_page"] = "new" }, telemetry.Events[0].Properties);
        Assert.Equal((1L, 1L), (telemetry.GetStats().Dropped.Invalid, telemetry.GetStats().RemovedProperties));
    }

    [Fact]
    public void What_was_handed_out_stays_and_what_was_cleared_is_gone()
    {
        using var telemetry = new InMemoryTelemetry();
        telemetry.TrackLogin("acme", "u");
        var before = telemetry.Events;

        telemetry.Clear();
        telemetry.TrackLogout("acme", "u");

        Assert.Equal([RecordedEventKind.Login], before.Select(one => one.Kind));
        Assert.Equal([RecordedEventKind.Logout], telemetry.Events.Select(one => one.Kind));
    }

    [Fact]
    public async Task Threads_that_track_together_are_all_seen_in_the_order_of_the_books()
    {
        using var telemetry = new InMemoryTelemetry();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(thread => Task.Run(() =>
        {
            for (var i = 0; i < 1_000; i++)
            {
                telemetry.TrackFeature("f", "acme", $"u-{thread}");
                _ = i % 100 == 0 ? telemetry.Events.Count : 0;
            }
        })));

        Assert.Equal(Enumerable.Range(1, 8_000).Select(one => (long)one), telemetry.Events.Select(one => one.Sequence));
    }

    [Fact]
    public async Task What_comes_later_is_waited_for()
    {
        await using var telemetry = new InMemoryTelemetry(timeProvider: new StandingClock());
        var waiting = telemetry.WaitForAsync(one => one.Kind == RecordedEventKind.Logout);
        Assert.False(waiting.IsCompleted);

        telemetry.TrackLogin("acme", "u");
        telemetry.TrackLogout("acme", "u");

        Assert.Equal(2, (await waiting).Sequence);
        Assert.Equal(2, (await telemetry.WaitForAsync(2)).Count);
    }

    [Fact]
    public async Task What_does_not_come_is_told_with_what_did()
    {
        await using var telemetry = new InMemoryTelemetry();
        telemetry.TrackFeature("f", "acme", "u");

        var late = await Assert.ThrowsAsync<TimeoutException>(() => telemetry.WaitForAsync(2, TimeSpan.FromMilliseconds(30)));

        Assert.EndsWith("What came: FeatureUse acme/u f.", late.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Events_can_still_be_read_when_the_client_has_ended()
    {
        var telemetry = new InMemoryTelemetry();
        telemetry.TrackLogin("acme", "u");
        telemetry.Dispose();

        Assert.Single(telemetry.Events);
        Assert.False(telemetry.TrackLogin("acme", "u"));
    }

    [Fact]
    public void An_app_gets_the_client_with_its_own_options_and_needs_no_key()
    {
        var services = new ServiceCollection();
        services.AddCsTelemetry(options => options.AllowedProperties = ["rows"]);
        services.AddInMemoryTelemetry();
        using var provider = services.BuildServiceProvider();

        var telemetry = provider.GetRequiredService<ICsTelemetry>();
        telemetry.TrackFeature("f", "acme", "u", new() { Properties = [new("rows", 1L), new("secret", 2L)] });

        Assert.Same(telemetry, provider.GetRequiredService<InMemoryTelemetry>());
        Assert.Equal(["rows"], provider.GetRequiredService<InMemoryTelemetry>().Events.Single().Properties.Keys);
    }

    [Fact]
    public void Options_that_are_wrong_are_told_as_the_real_client_tells_them() =>
        Assert.Contains("MaxBatchEvents is 0", Assert.Throws<OptionsValidationException>(() => new InMemoryTelemetry(options => options.MaxBatchEvents = 0)).Message, StringComparison.Ordinal);
}

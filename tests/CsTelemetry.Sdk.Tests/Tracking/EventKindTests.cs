using CsTelemetry.Protocol.V1;

namespace CsTelemetry.Sdk.Tests.Tracking;

public sealed class EventKindTests
{
    [Fact]
    public async Task Each_call_makes_an_event_of_its_kind()
    {
        await using var tracked = new TrackedClient();
        var client = tracked.Client;
        client.TrackFeature("feature", "a", "u");
        client.TrackLogin("a", "u");
        client.TrackLoginFailed("a", null);
        client.TrackLogout("a", "u");
        client.TrackPageView("page", "a", "u");
        client.TrackError("error", "a", "u");
        client.TrackCounter("counter", 2.5, "a", null, new() { Quantity = 3 });
        client.TrackOutcome("outcome", 99, "a", "u");
        client.MarkRelease("2026.11");
        client.Identify("a", "u", [new("role", "admin")]);
        client.SetAccount("a", [new("plan", "pro")]);

        var sent = await tracked.SentAsync();

        Assert.Equal(
            [
                (EventKind.FeatureUse, "feature", 0.0), (EventKind.Login, "", 0), (EventKind.LoginFailed, "", 0), (EventKind.Logout, "", 0),
                (EventKind.PageView, "page", 0), (EventKind.Error, "error", 0), (EventKind.CustomCounter, "counter", 2.5),
                (EventKind.Outcome, "outcome", 99), (EventKind.ReleaseMarker, "2026.11", 0), (EventKind.IdentifyUser, "", 0), (EventKind.AccountAttributes, "", 0),
            ],
            sent.Select(one => (one.Kind, one.Feature, one.Value)));
        Assert.Equal(3UL, sent[6].Quantity);
        Assert.Equal("", sent[8].AccountId);
    }

    [Fact]
    public async Task An_encoded_name_makes_the_same_bytes_as_its_text()
    {
        await using var tracked = new TrackedClient();
        var name = new TelemetryName("reports.übersicht");

        tracked.Client.TrackFeature(name, "a", "u");
        tracked.Client.TrackFeature("reports.übersicht", "a", "u");
        using (tracked.Client.BeginScope(new() { AccountId = "a", UserId = "u" }))
        {
            tracked.Client.TrackFeature(name);
        }

        var sent = await tracked.SentAsync();
        Assert.All(sent, one => Assert.Equal("reports.übersicht", one.Feature));
        Assert.Equal(3, sent.Count);
    }

    [Fact]
    public void A_name_that_no_event_could_hold_is_refused_when_it_is_made()
    {
        Assert.Throws<ArgumentException>(() => new TelemetryName(""));
        Assert.Throws<ArgumentException>(() => new TelemetryName(new string('\ud800', 1)));
    }

    [Fact]
    public void A_name_over_its_limit_says_its_length_and_the_limit()
    {
        var refusal = Assert.Throws<ArgumentException>(() => new TelemetryName(new string('ü', 129)));
        Assert.Contains("258", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("256", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exposures_of_a_flag_are_added_up_and_reported_after_a_minute()
    {
        await using var tracked = new TrackedClient();
        for (var i = 0; i < 1_000; i++)
        {
            tracked.Client.TrackFlagExposure("new-editor", "on", "a", "u-1");
        }

        tracked.Client.TrackFlagExposure("new-editor", "off", "a", "u-2");
        using (tracked.Client.BeginScope(new() { AccountId = "b", UserId = "u-3" }))
        {
            tracked.Client.TrackFlagExposure("new-editor", "on");
        }

        var shownAt = tracked.Time.GetUtcNow().ToUnixTimeMilliseconds();
        Assert.Equal(0, tracked.Client.GetStats().Tracked);
        tracked.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(3, tracked.Client.GetStats().Tracked);

        var sent = await tracked.SentAsync();
        Assert.Equal(
            [("a", "u-1", "flag:new-editor=on", 1_000UL), ("a", "u-2", "flag:new-editor=off", 1), ("b", "u-3", "flag:new-editor=on", 1)],
            sent.Select(one => (one.AccountId, one.UserId, one.Feature, one.Quantity)).Order().ToList());
        Assert.All(sent, one => Assert.Equal((EventKind.CustomCounter, shownAt), (one.Kind, one.OccurredAtUnixMs)));
    }

    [Fact]
    public async Task A_flood_of_different_exposures_is_reported_early_and_keeps_no_more_than_its_limit()
    {
        await using var tracked = new TrackedClient();

        for (var i = 0; i < 25_000; i++)
        {
            tracked.Client.TrackFlagExposure("f", "on", "a", $"u-{i}");
        }

        Assert.Equal(20_000, tracked.Client.GetStats().Tracked);
        Assert.Equal(25_000, (await tracked.SentAsync()).Count);
    }

    [Fact]
    public async Task Disposing_reports_the_exposures_that_wait()
    {
        var tracked = new TrackedClient();
        tracked.Client.TrackFlagExposure("f", "on", "a", "u");

        await tracked.DisposeAsync();

        Assert.Equal((1L, 1L), (tracked.Client.GetStats().Tracked, tracked.Client.GetStats().Delivered));
    }
}

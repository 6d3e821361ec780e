using System.Net;
using CsTelemetry.Client.Sending;
using CsTelemetry.Sdk.Tests.Fakes;

namespace CsTelemetry.Client.Tests;

public sealed class RetryTests
{
    private const string Known = """{"id":"acme","account_id":"acme","document":{},"from_events":null,"version":1,"updated_at":"2026-11-22T00:00:00Z","updated_by":"k"}""";

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests, "2")]
    [InlineData(HttpStatusCode.ServiceUnavailable, "2")]
    [InlineData(HttpStatusCode.ServiceUnavailable, "Mon, 02 Mar 2026 08:00:02 GMT")]
    public async Task A_busy_collector_is_asked_again_no_sooner_than_it_says(HttpStatusCode status, string retryAfter)
    {
        var time = new ManualTimeProvider();
        var collector = new ScriptedCollector().Busy(status, retryAfter).Answer(Known);
        using var client = collector.Client(time);

        var asking = client.GetAccountAsync("acme");
        time.Advance(TimeSpan.FromSeconds(1.9));
        Assert.Single(collector.Calls);
        time.Advance(TimeSpan.FromSeconds(.7));

        Assert.Equal("acme", (await asking).Id);
        Assert.Equal(2, collector.Calls.Count);
    }

    [Fact]
    public async Task A_put_is_sent_again_as_it_was()
    {
        var collector = new ScriptedCollector().Busy(HttpStatusCode.TooManyRequests, "0").Answer(Known);
        using var client = collector.Client();

        await client.PutAccountAsync("acme", new() { Name = "Acme" }, WriteCondition.IfUnchanged("\"7\""));

        Assert.Equal(collector.Calls[0], collector.Calls[1]);
        Assert.Equal(("PUT", "/v1/accounts/acme", """{"name":"Acme"}""", "\"7\"", null), collector.Calls[1]);
    }

    [Fact]
    public async Task The_tries_of_a_conditional_put_have_one_name_and_each_put_its_own()
    {
        var collector = new ScriptedCollector()
            .Busy(HttpStatusCode.ServiceUnavailable, "0").Busy(HttpStatusCode.Conflict, "0").Answer(Known).Answer(Known).Answer(Known).Answer(Known);
        using var client = collector.Client();

        await client.PutAccountAsync("acme", new() { Name = "Acme" }, WriteCondition.IfUnchanged("\"7\""));
        await client.PutAccountAsync("acme", new() { Name = "Acme" }, WriteCondition.IfUnchanged("\"7\""));
        await client.PutAccountAsync("acme", new() { Name = "Acme" });
        await client.GetAccountAsync("acme");

        Assert.Single(collector.Keys[..3].Distinct());
        Assert.NotNull(collector.Keys[0]);
        Assert.NotEqual(collector.Keys[0], collector.Keys[3]);
        Assert.Equal([null, null], collector.Keys[4..]);
    }

    [Fact]
    public async Task After_three_more_tries_it_is_given_up_with_the_last_answer()
    {
        var collector = new ScriptedCollector();
        foreach (var _ in Enumerable.Range(0, 5))
        {
            collector.Busy(HttpStatusCode.ServiceUnavailable, "0");
        }

        using var client = collector.Client();

        var refusal = await Assert.ThrowsAsync<CsTelemetryApiException>(() => client.GetAccountAsync("acme"));

        Assert.Equal(4, collector.Calls.Count);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, TimeSpan.Zero), (refusal.Status, refusal.RetryAfter!.Value));
    }

    [Fact]
    public async Task A_post_is_never_repeated_by_itself()
    {
        var collector = new ScriptedCollector().Busy(HttpStatusCode.TooManyRequests, "0").Answer("{}");
        using var client = collector.Client();

        await Assert.ThrowsAsync<CsTelemetryApiException>(() => client.QueryAsync("SELECT 1"));

        Assert.Single(collector.Calls);
    }

    [Theory]
    [InlineData(HttpStatusCode.ServiceUnavailable, null, 0, null)]
    [InlineData(HttpStatusCode.InternalServerError, 1.0, 0, null)]
    [InlineData(HttpStatusCode.TooManyRequests, 31.0, 0, null)]
    [InlineData(HttpStatusCode.TooManyRequests, 30.0, 2, 33.75)]
    [InlineData(HttpStatusCode.TooManyRequests, 1.0, 3, null)]
    public void Only_a_bounded_wait_that_was_asked_for_is_waited(HttpStatusCode status, double? asked, int retries, double? expected) =>
        Assert.Equal(
            expected is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            RetryRule.WaitBefore(status, asked is { } wait ? TimeSpan.FromSeconds(wait) : null, retries, dice: .5));
}

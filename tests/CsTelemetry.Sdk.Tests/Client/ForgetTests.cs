using CsTelemetry.Exporting;
using CsTelemetry.Sdk.Tests.Fakes;

namespace CsTelemetry.Sdk.Tests.Client;

public sealed class ForgetTests : IDisposable
{
    private readonly ManualTimeProvider _time = new();
    private readonly ScriptedTransport _collector = new();

    [Fact]
    public async Task Forgetting_removes_what_waits_and_orders_the_collector_to_erase_the_rest()
    {
        await using var client = TestClients.Scripted(_collector, _time);
        client.TrackFeature("f", "acme", "jane");
        client.TrackFeature("f", "acme", "joe");
        client.TrackFlagExposure("flag", "on", "acme", "jane");
        _collector.OnForget(ForgetAttempt.Taken("receipt-1"));

        var result = await client.ForgetAsync("jane");

        Assert.True(result.IsTaken);
        Assert.Equal(("receipt-1", 1L, null), (result.ReceiptId, result.Removed, result.Error));
        Assert.Equal(("jane", null), Assert.Single(_collector.Orders));
        await client.FlushAsync(TestClients.Patience);
        Assert.Equal("joe", Assert.Single(_collector.Frames.SelectMany(frame => ScriptedTransport.Parse(frame).Events)).UserId);
        Assert.Equal(1, client.GetStats().Dropped.NoConsent);
        Books.AssertBalanced(client.GetStats());
    }

    [Fact]
    public async Task The_order_names_the_user_as_the_events_do()
    {
        await using var client = TestClients.Scripted(_collector, _time, options => options.UserIdHashKey = "a secret of the tenant");
        client.TrackFeature("f", "acme", "jane@example.com");
        _collector.OnForget(ForgetAttempt.Taken("receipt-1"));

        var result = await client.ForgetAsync("jane@example.com", "acme");

        Assert.Equal(1, result.Removed);
        var (user, account) = Assert.Single(_collector.Orders);
        Assert.Matches("^[0-9a-f]{32}$", user);
        Assert.Equal("acme", account);
    }

    [Fact]
    public async Task An_order_that_does_not_arrive_is_tried_again_until_the_time_is_over()
    {
        await using var client = TestClients.Scripted(_collector, _time);
        _collector.OnForget(ForgetAttempt.Retry("down"), ForgetAttempt.Retry("still down", TimeSpan.FromSeconds(7)), ForgetAttempt.Taken("receipt-1"));

        var forgetting = client.ForgetAsync("jane");
        await _time.UntilTimerAsync(TimeSpan.FromMilliseconds(500));
        _time.Advance(TimeSpan.FromMilliseconds(500));
        await _time.UntilTimerAsync(TimeSpan.FromSeconds(8));
        _time.Advance(TimeSpan.FromSeconds(8));

        Assert.Equal("receipt-1", (await forgetting).ReceiptId);
    }

    [Fact]
    public async Task An_order_that_never_arrives_is_told_as_not_taken_with_the_reason()
    {
        await using var client = TestClients.Scripted(_collector, _time);
        _collector.OnForget(ForgetAttempt.Retry("down", TimeSpan.FromHours(1)));

        var forgetting = client.ForgetAsync("jane", timeout: TimeSpan.FromSeconds(3));
        await _time.UntilTimerAsync(TimeSpan.FromHours(1) + TimeSpan.FromMilliseconds(500));
        _time.Advance(TimeSpan.FromSeconds(3));

        var result = await forgetting;
        Assert.False(result.IsTaken);
        Assert.Equal("down", result.Error);
    }

    [Fact]
    public async Task A_refusal_is_final_and_told()
    {
        await using var client = TestClients.Scripted(_collector, _time);
        _collector.OnForget(ForgetAttempt.Refused("the key lacks the scope `erase`"));

        Assert.Equal("the key lacks the scope `erase`", (await client.ForgetAsync("jane")).Error);
    }

    [Fact]
    public async Task A_senseless_order_is_an_exception_before_anything_happens()
    {
        await using var client = TestClients.Scripted(_collector, _time);

        await Assert.ThrowsAsync<ArgumentException>(() => client.ForgetAsync(""));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => client.ForgetAsync("jane", timeout: TimeSpan.FromHours(1)));
        Assert.Empty(_collector.Orders);
    }

    public void Dispose() => _collector.Dispose();
}

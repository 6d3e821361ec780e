using System.Security.Cryptography;
using System.Text;
using CsTelemetry.Protocol.V1;
using Microsoft.Extensions.Options;

namespace CsTelemetry.Sdk.Tests.Tracking;

public sealed class PrivacyTests
{
    private const string Secret = "a secret of the tenant";

    [Fact]
    public async Task User_ids_leave_as_the_first_half_of_their_keyed_hash()
    {
        await using var tracked = new TrackedClient(options => options.UserIdHashKey = Secret);
        tracked.Client.TrackFeature("f", "a", "jane@example.com");
        tracked.Client.TrackLogin("a", "jane@example.com");
        tracked.Client.TrackPageView("p", "a", null);

        var sent = await tracked.SentAsync();

        var expected = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), "jane@example.com"u8)[..16]);
        Assert.Equal([expected, expected, ""], sent.Select(one => one.UserId));
        Assert.DoesNotContain("jane", sent[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_user_of_a_scope_is_hashed_too()
    {
        await using var tracked = new TrackedClient(options => options.UserIdHashKey = Secret);
        using var scope = tracked.Client.BeginScope(new() { AccountId = "a", UserId = "jane@example.com" });
        tracked.Client.TrackFeature("f");

        Assert.Matches("^[0-9a-f]{32}$", (await tracked.OnlyOneAsync()).UserId);
    }

    [Fact]
    public async Task Only_properties_on_the_list_leave_and_the_others_are_counted()
    {
        await using var tracked = new TrackedClient(options => options.AllowedProperties = ["format"]);
        using var scope = tracked.Client.BeginScope(new() { Properties = [new("ip", "192.0.2.1")] });
        Assert.False(tracked.Client.SetSuperProperty(new("host", "web-1")));

        tracked.Client.TrackFeature("f", "a", "u", new() { Properties = [new("email", "jane@example.com"), new("format", "pdf"), new(null!, 1)] });
        tracked.Client.Identify("a", "u", "admin", [new("phone", "1")]);

        var sent = await tracked.SentAsync();
        Assert.Equal(["format"], sent[0].Properties.Select(one => one.Key));
        Assert.Equal(["role"], sent[1].Properties.Select(one => one.Key));
        Assert.Equal(5, tracked.Client.GetStats().RemovedProperties);
    }

    [Fact]
    public async Task One_use_in_so_many_of_a_sampled_feature_is_reported_and_stands_for_the_others()
    {
        await using var tracked = new TrackedClient(options => options.SampleOneIn["typing"] = 10, dice: 0.05);
        Assert.True(tracked.Client.TrackFeature("typing", "a", "u", new() { Quantity = 3 }));
        Assert.True(tracked.Client.TrackFeature(new TelemetryName("typing"), "a", "u"));
        Assert.True(tracked.Client.TrackFeature("other", "a", "u"));

        Assert.Equal([30UL, 10, 0], (await tracked.SentAsync()).Select(one => one.Quantity));
    }

    [Fact]
    public async Task The_uses_of_a_sampled_feature_that_are_not_reported_are_counted_and_logins_are_never_sampled()
    {
        await using var tracked = new TrackedClient(options => options.SampleOneIn["typing"] = 10, dice: 0.1);
        Assert.False(tracked.Client.TrackFeature("typing", "a", "u"));
        Assert.True(tracked.Client.TrackLogin("a", "u"));

        Assert.Equal(EventKind.Login, (await tracked.OnlyOneAsync()).Kind);
        Assert.Equal(1, tracked.Client.GetStats().Dropped.Sampled);
    }

    [Fact]
    public async Task Sampling_keeps_the_total_right_on_average()
    {
        var random = new Random(20261122);
        await using var client = CsTelemetryClient.Create(
            Fakes.TestClients.Options(options => options.SampleOneIn["typing"] = 7),
            Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance,
            TimeProvider.System,
            new Fakes.ScriptedTransport(),
            () => random.NextDouble());

        var reported = Enumerable.Range(0, 20_000).Sum(_ => client.TrackFeature("typing", "a", "u") ? 7 : 0);

        // Six standard deviations of the sum are ± 2,080.
        Assert.InRange(reported, 17_900, 22_100);
    }

    [Fact]
    public void Privacy_options_out_of_range_are_named_together_without_the_secret()
    {
        var refusal = Assert.Throws<OptionsValidationException>(() => CsTelemetryClient.Create(options =>
        {
            options.ApiKey = "k.s";
            options.UserIdHashKey = "short-secret";
            options.SampleOneIn["f"] = 0;
            options.AllowedProperties = [.. Enumerable.Range(0, 1_001).Select(i => $"p{i}")];
        }));

        Assert.Equal(3, refusal.Failures.Count());
        Assert.Contains("SampleOneIn['f'] is 0; it must be 1 to 1000000.", refusal.Failures);
        Assert.DoesNotContain("short-secret", refusal.Message, StringComparison.Ordinal);
    }
}

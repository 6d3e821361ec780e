using System.Globalization;
using System.Text.Json.Nodes;
using CsTelemetry.EndToEnd.Tests.Running;

namespace CsTelemetry.EndToEnd.Tests.Stories;

/// <summary>
/// A customer with 100 seats of which 13 are in use, then 60, and who then keeps only 60. Played once on a real collector, by the SDK and the
/// REST API, under a published model; what was answered on the way is kept.
/// </summary>
public sealed class LicenceStory : IAsyncLifetime
{
    internal const string Big = "/v1/accounts/big/adoption-score";
    internal const int SeatsFellDaysAgo = 6;
    internal const int ReleasedDaysAgo = 20;
    private const int StepDays = 28;
    private static readonly TimeSpan ShownWithin = TimeSpan.FromSeconds(120);
    private CollectorProcess? _collector;
    private string _ingest = "";

    internal ApiReader Api { get; private set; } = null!;

    internal DateOnly Today { get; } = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(-1);

    /// <summary>Gets the score while 13 people are active.</summary>
    internal JsonNode Few { get; private set; } = null!;

    /// <summary>Gets the score 28 days later, when 60 are, with the change explained.</summary>
    internal JsonNode Many { get; private set; } = null!;

    /// <summary>Gets the score of the newest day, when 60 seats are left, with the change since <see cref="Many"/> explained.</summary>
    internal JsonNode Fewer { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        _collector = await CollectorProcess.StartAsync();
        _ingest = await _collector.CreateKeyAsync("acme", "ingest,backfill");
        var key = await _collector.CreateKeyAsync("acme", "read,users:read,catalog:write,models:write");
        Api = new ApiReader(_collector.Http, key);
        using var writer = new ApiWriter(_collector.Http, key);
        await TellAsync(writer);

        await PublishAsync(telemetry => Crowd(telemetry, 13, 69, 42));
        Few = await Api.GetAsync($"{Big}?as_of={Text(Ago(42))}");
        await PublishAsync(telemetry => Crowd(telemetry, 60, 41, 0) && Extras(telemetry));
        Many = await Api.GetAsync($"{Big}?as_of={Text(Ago(42 - StepDays))}&expand=delta:{StepDays}d");
        await PutAsync(writer, "accounts/big/seats", $$"""{"seats":[{"seats":100,"until":"{{Text(Ago(SeatsFellDaysAgo))}}"},{"seats":60,"from":"{{Text(Ago(SeatsFellDaysAgo))}}"}]}""");
        Fewer = await UntilAsync($"{Big}?as_of={Text(Today)}&expand=delta:14d", score => Reach(score) > 19);
    }

    public async Task DisposeAsync()
    {
        Api?.Dispose();
        if (_collector is not null)
        {
            await _collector.DisposeAsync();
        }
    }

    internal static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    internal static double Reach(JsonNode score) => Component(score, "reach");

    internal static double Component(JsonNode score, string key) => (double)score["components"]!.AsArray().Single(line => (string)line!["key"]! == key)!["points"]!;

    internal DateOnly Ago(int days) => Today.AddDays(-days);

    /// <summary>Asks until the answer is as expected.</summary>
    internal async Task<JsonNode> UntilAsync(string path, Func<JsonNode, bool> isExpected)
    {
        using var limit = new CancellationTokenSource(ShownWithin);
        while (true)
        {
            var answer = await Api.GetAsync(path);
            if (isExpected(answer))
            {
                return answer;
            }

            Assert.False(limit.IsCancellationRequested, $"{path} still answers {answer}");
            await Task.Delay(TimeSpan.FromMilliseconds(200));
        }
    }

    /// <summary>Publishes by the SDK, and waits until the scores hold it.</summary>
    internal async Task PublishAsync(Func<CsTelemetryClient, bool> track)
    {
        await using (var telemetry = CsTelemetryClient.Create(options => (options.Endpoint, options.ApiKey) = (_collector!.Grpc, _ingest)))
        {
            Assert.True(track(telemetry));
            var result = await telemetry.FlushAsync(TimeSpan.FromSeconds(60));
            Assert.True(result.AllDelivered, $"{result}");
        }

        await Api.ScoredAsync();
    }

    internal bool Use(CsTelemetryClient telemetry, string feature, string account, string user, int daysAgo) =>
        telemetry.TrackFeature(feature, account, user, new() { OccurredAt = new DateTimeOffset(Ago(daysAgo).ToDateTime(new TimeOnly(10, 0)), TimeSpan.Zero) });

    // Each person on two days of each week.
    private bool Crowd(CsTelemetryClient telemetry, int people, int firstDaysAgo, int lastDaysAgo)
    {
        var isTracked = true;
        for (var ago = firstDaysAgo; ago >= lastDaysAgo; ago--)
        {
            for (var person = 0; person < people; person++)
            {
                isTracked &= (person + ago) % 7 is not (0 or 3) || Use(telemetry, "core.a", "big", $"user-{person}", ago);
            }
        }

        return isTracked;
    }

    private bool Extras(CsTelemetryClient telemetry) =>
        Use(telemetry, "report", "big", "user-1", ReleasedDaysAgo + 5)
        && Use(telemetry, "report", "big", "user-2", ReleasedDaysAgo - 5)
        && Use(telemetry, "report", "big", "user-3", ReleasedDaysAgo)
        && Use(telemetry, "core.a", "big", "tester", 3)
        && Use(telemetry, "pro.only", "rich", "owner", 3)
        && Use(telemetry, "core.a", "internal", "staff", 3);

    private async Task TellAsync(ApiWriter writer)
    {
        await PutAsync(writer, "features/core.a", """{"core":true}""");
        await PutAsync(writer, "features/report", "{}");
        await PutAsync(writer, "features/pro.only", "{}");
        await PutAsync(writer, "plans/basic", """{"features":[{"feature":"core.a"},{"feature":"report"}]}""");
        await PutAsync(writer, "plans/pro", """{"features":[{"feature":"core.a"},{"feature":"report"},{"feature":"pro.only"}]}""");
        await PutAsync(writer, "releases/r1", $$"""{"released_at":"{{Text(Ago(ReleasedDaysAgo))}}T00:00:00Z","features":["report"]}""");
        await PutAsync(writer, "accounts/big", $$"""{"starts_on":"{{Text(Ago(700))}}","plan":[{"plan":"basic"}]}""");
        await PutAsync(writer, "accounts/big/seats", """{"seats":[{"seats":100}]}""");
        await PutAsync(writer, "accounts/rich", """{"plan":[{"plan":"pro"}]}""");
        await PutAsync(writer, "accounts/internal", """{"excluded":true}""");
        await PutAsync(writer, "accounts/big/users/tester", """{"excluded":true,"roles":[{"role":"admin"}]}""");
        for (var person = 1; person <= 4; person++)
        {
            await PutAsync(writer, $"accounts/big/users/user-{person}", """{"roles":[{"role":"admin"}]}""");
        }

        var draft = await writer.SendAsync(HttpMethod.Post, "/v1/score-models", """{"version":"1.1.0","core":[{"feature":"core.a","weight":1}],"targets":[{"active_users":50,"adopted_core":1,"decayed_events":5000,"mean_utilisation":0.62,"account_count":40}]}""");
        Assert.True((int)draft.Status < 300, $"{draft.Status}: {draft.Body}");
        var published = await writer.SendAsync(HttpMethod.Post, "/v1/score-models/1.1.0/publish", """{"note":"Targets that do not move."}""");
        Assert.True((int)published.Status < 300, $"{published.Status}: {published.Body}");
    }

    private static async Task PutAsync(ApiWriter writer, string path, string body)
    {
        var answer = await writer.PutAsync($"/v1/{path}", body);
        Assert.True((int)answer.Status < 300, $"{path}: {answer.Status} {answer.Body}");
    }
}

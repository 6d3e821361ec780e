using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using CsTelemetry.Protocol.V1;
using CsTelemetry.Sdk.Tests.Fakes;

namespace CsTelemetry.Sdk.Tests.Samples;

/// <summary>The sample programs, run as processes against a real HTTP/2 server.</summary>
public sealed class SampleTests : IDisposable
{
    private const string Header = "occurred_at,product,account_id,user_id,feature,quantity\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("usage-replay-").FullName;

    [Fact]
    public async Task The_quick_start_delivers_a_login_and_a_feature_use()
    {
        await using var collector = await FakeCollector.StartAsync();

        var run = await SampleProcess.RunAsync("QuickStart", collector.Endpoint.ToString(), "p.s");

        Assert.Equal((0, "2 delivered, 0 rejected, 0 waiting. \n"), (run.ExitCode, run.Output));
        Assert.Equal([EventKind.Login, EventKind.FeatureUse], collector.Events.Select(one => one.Kind));
    }

    [Fact]
    public async Task A_replay_sends_a_login_per_user_and_UTC_day_and_moves_the_last_day_kept()
    {
        await using var collector = await FakeCollector.StartAsync();
        var log = await WriteAsync("log.csv", Header + """
            2015-06-28T23:30:00-01:00,nova,acme,u-1,docs,1
            2015-06-29T08:00:00Z,nova,acme,u-1,api,2
            2015-06-30T01:59:59+02:00,nova,acme,u-2,api,3
            2015-06-30T00:00:00Z,nova,acme,u-1,api,4
            2015-07-01T00:00:00Z,nova,acme,u-1,api,5

            """);

        var run = await ReplayAsync(collector.Endpoint, log, "--until", "2015-06-30", "--shift-to", "2026-03-02");

        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Equal(
            [
                "Login acme u-1  2026-03-01T00:29:59Z 0",
                "FeatureUse acme u-1 docs 2026-03-01T00:30:00Z 1",
                "FeatureUse acme u-1 api 2026-03-01T08:00:00Z 2",
                "Login acme u-2  2026-03-01T23:59:58Z 0",
                "FeatureUse acme u-2 api 2026-03-01T23:59:59Z 3",
                "Login acme u-1  2026-03-02T00:00:00Z 0",
                "FeatureUse acme u-1 api 2026-03-02T00:00:00Z 4",
            ],
            collector.Events.OrderBy(one => one.Sequence).Select(Describe));
        var report = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal((3, 4, 7, 7), (Number(report, "logins"), Number(report, "feature_uses"), Number(report, "sent"), Number(report, "delivered")));
        Assert.Equal((0, 0), (Number(report, "rejected"), Number(report, "dropped")));
        Assert.Equal(("2026-03-01", "2026-03-02"), (report.GetProperty("first_day").GetString(), report.GetProperty("last_day").GetString()));
    }

    [Fact]
    public async Task A_replay_survives_a_collector_that_dies_in_the_middle_and_comes_back()
    {
        const int Uses = 30_000;
        var first = await FakeCollector.StartAsync();
        var running = ReplayAsync(first.Endpoint, await WriteLongLogAsync(Uses));
        for (var i = 0; i < 10; i++)
        {
            await first.NextAsync();
        }

        await first.DisposeAsync();
        await using var second = await FakeCollector.StartAsync(first.Endpoint.Port);
        var run = await running;

        Assert.True(run.ExitCode == 0, run.Errors);
        var report = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal(Uses, Number(report, "feature_uses"));
        Assert.Equal(Number(report, "sent"), Number(report, "delivered"));
        Assert.NotEmpty(second.Batches);
        // A batch whose answer was lost comes twice, and is the same batch.
        var batches = first.Batches.Concat(second.Batches).GroupBy(batch => (batch.Request.ClientInstanceId, batch.Request.BatchSequence)).ToList();
        Assert.Equal(Number(report, "sent"), batches.Sum(same => same.First().Request.Events.Count));
        Assert.Equal(Number(report, "sent"), batches.SelectMany(same => same.First().Request.Events).Select(one => one.Sequence).Distinct().Count());
    }

    [Fact]
    public async Task A_replay_whose_key_is_refused_ends_soon_and_says_why()
    {
        await using var collector = await FakeCollector.StartAsync([.. Enumerable.Repeat(Answers.Status(16, "unknown key"), 200)]);

        var run = await ReplayAsync(collector.Endpoint, await WriteLongLogAsync(30_000));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("the collector refused the key (Unauthenticated: unknown key)", run.Errors, StringComparison.Ordinal);
        Assert.Equal(0, Number(JsonDocument.Parse(run.Output).RootElement, "delivered"));
    }

    [Fact]
    public async Task A_replay_gives_up_on_a_collector_that_takes_nothing()
    {
        await using var collector = await FakeCollector.StartAsync([.. Enumerable.Repeat(Answers.Status(14, "no disk"), 1_000)]);

        var run = await ReplayAsync(collector.Endpoint, await WriteLongLogAsync(2), "--give-up-after", "00:00:01");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("the collector took nothing for 00:00:01 (Unavailable: no disk)", run.Errors, StringComparison.Ordinal);
        var report = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal(Number(report, "sent"), Number(report, "delivered") + Number(report, "rejected") + Number(report, "dropped"));
    }

    [Theory]
    [InlineData("2015-06-30T00:00:00Z,nova,acme,u-1,api,x\n", "log.csv, line 2: the line has quantity 'x', which is not a whole number of 0 or more.")]
    [InlineData("yesterday,nova,acme,u-1,api,1\n", "log.csv, line 2: the line has occurred_at 'yesterday', which is not an RFC 3339 time.")]
    [InlineData("2015-06-30T00:00:00Z,nova,acme,,api,1\n", "log.csv, line 2: the line has no user_id.")]
    [InlineData("2015-06-30T00:00:00Z,nova,a,u,api,1\n2015-06-29T00:00:00Z,nova,a,u,api,1\n", "log.csv, line 3: the line is of 2015-06-29, after lines of 2015-06-30; sort the log by time.")]
    [InlineData("", "log.csv has no events.")]
    public async Task A_bad_log_is_named_with_its_line_before_anything_is_sent(string lines, string expected)
    {
        await using var collector = await FakeCollector.StartAsync();

        var run = await ReplayAsync(collector.Endpoint, await WriteAsync("log.csv", Header + lines));

        Assert.Equal((2, $"replay: {expected}\n"), (run.ExitCode, run.Errors));
        Assert.Empty(collector.Batches);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static Task<SampleProcess> ReplayAsync(Uri endpoint, string log, params string[] more) =>
        SampleProcess.RunAsync("UsageReplay", ["replay", "--log", log, "--endpoint", endpoint.ToString(), "--key", "p.s", .. more]);

    private static int Number(JsonElement report, string name) => report.GetProperty(name).GetInt32();

    private static string Describe(Event one)
    {
        var time = DateTimeOffset.FromUnixTimeMilliseconds(one.OccurredAtUnixMs).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        return $"{one.Kind} {one.AccountId} {one.UserId} {one.Feature} {time} {one.Quantity}";
    }

    private async Task<string> WriteAsync(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        await File.WriteAllTextAsync(path, text);
        return path;
    }

    private async Task<string> WriteLongLogAsync(int uses)
    {
        var path = Path.Combine(_folder, "log.csv.gz");
        await using var file = new GZipStream(File.Create(path), CompressionLevel.Fastest);
        var text = new StringBuilder(Header);
        var time = new DateTimeOffset(2015, 1, 1, 0, 0, 0, TimeSpan.Zero);
        for (var i = 0; i < uses; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{time.AddMinutes(i):O},nova,a-{i % 40},u-{i % 400},f-{i % 30},{i % 5}\n");
        }

        await file.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()));
        return path;
    }
}

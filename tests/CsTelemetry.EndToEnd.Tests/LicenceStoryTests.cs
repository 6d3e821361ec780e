using System.Text.Json.Nodes;
using CsTelemetry.EndToEnd.Tests.Stories;

namespace CsTelemetry.EndToEnd.Tests;

/// <summary>The licence story: what the score says, why, and who is on the lists, at each turn of it.</summary>
public sealed class LicenceStoryTests(LicenceStory story) : IClassFixture<LicenceStory>
{
    private const double Cent = .01;

    // ADOPTION: at a mean of .62 and a target of .80, 13 of 100 active seats give 3.72 points of reach, 60 give 15.02.
    [Fact]
    public void Reach_is_what_the_specification_says_of_13_and_of_60_of_100_seats()
    {
        Assert.Equal(3.72, LicenceStory.Reach(story.Few), .005);
        Assert.Equal(15.02, LicenceStory.Reach(story.Many), .005);
        Assert.Equal(20, LicenceStory.Reach(story.Fewer), .005);
    }

    [Fact]
    public void More_people_are_behaviour_and_every_component_moves_by_its_explained_points()
    {
        AssertExplained(story.Few, story.Many);
        Assert.Equal(11.30, Part(story.Many, "behaviour", "reach"), Cent);
        Assert.Equal(0, Line(story.Many, "denominators"), 6);
        Assert.Equal(0, Line(story.Many, "configuration"), 6);
        Assert.True(Line(story.Many, "behaviour") > 11, $"{story.Many["delta"]}");
    }

    [Fact]
    public async Task Fewer_seats_are_denominators_and_the_days_before_stay_as_they_were()
    {
        var before = await story.Api.GetAsync($"{LicenceStory.Big}?as_of={LicenceStory.Text(story.Ago(14))}");

        AssertExplained(story.Many, story.Fewer);
        Assert.Equal((double)story.Many["score"]!, (double)before["score"]!, 9);
        Assert.Equal(20 - 15.02, Part(story.Fewer, "denominators", "reach"), Cent);
        Assert.Equal(0, Part(story.Fewer, "behaviour", "reach"), 6);
        Assert.Equal(0, Line(story.Fewer, "configuration"), 6);
        var reason = Assert.Single(Lines(story.Fewer).Single(line => (string)line["key"]! == "denominators")["causes"]!.AsArray())!;
        Assert.Contains("40", (string)reason["reason"]!, StringComparison.Ordinal);
        Assert.Contains("seats", (string)reason["reason"]!, StringComparison.Ordinal);
        Assert.Contains(story.Fewer["delta"]!["reasons"]!.AsArray(), text => ((string)text!).Contains("seats", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/v1/accounts")]
    [InlineData("/v1/adoption-scores")]
    [InlineData("/v1/accounts/big/users")]
    [InlineData("/v1/features/core.a/accounts")]
    [InlineData("/v1/features/core.a/never-used")]
    [InlineData("/v1/features/pro.only/never-used")]
    [InlineData("/v1/features/report/never-used?of=users")]
    [InlineData("/v1/features/report/never-used?of=users&role=admin")]
    public async Task The_excluded_are_on_no_list(string path)
    {
        var items = (await story.Api.ListAsync(path)).Select(item => item.ToJsonString()).ToList();

        Assert.DoesNotContain(items, item => item.Contains("\"internal\"", StringComparison.Ordinal) || item.Contains("\"tester\"", StringComparison.Ordinal));
        Assert.True(items.Count > 0 || path.Contains("never-used", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_excluded_are_in_no_number()
    {
        var overview = await story.Api.GetAsync("/v1/overview");
        var stickiness = await story.Api.GetAsync("/v1/stickiness");
        var feature = (await story.Api.ListAsync("/v1/features")).Single(item => (string)item["key"]! == "core.a");

        Assert.Equal(61, (int)stickiness["groups"]![0]!["points"]![0]!["value"]!["mau"]!);
        Assert.Equal(61, (int)overview["active_users"]!["mau"]!);
        Assert.Equal(2, (int)overview["active_accounts_28d"]!);
        Assert.Equal(60, (int)feature["active_users"]!["mau"]!);
    }

    [Fact]
    public async Task A_feature_of_another_plan_is_not_never_used()
    {
        var accounts = await story.Api.GetAsync("/v1/features/pro.only/never-used");
        var users = await story.Api.GetAsync("/v1/features/pro.only/never-used?of=users");
        var standing = (await story.Api.ListAsync("/v1/accounts/big/features")).Single(row => (string)row["key"]! == "pro.only");

        Assert.Equal((1, 0), ((int)accounts["entitled"]!, (int)accounts["never_used"]!));
        Assert.Equal((1, 0), ((int)users["entitled"]!, (int)users["never_used"]!));
        Assert.Equal("not_entitled", (string)standing["standing"]!["status"]!);
        Assert.Equal(["rich"], (await story.Api.ListAsync("/v1/features/report/never-used")).Select(item => (string)item["account_id"]!));
    }

    [Fact]
    public async Task Who_of_a_role_never_used_it_since_its_release_is_listed()
    {
        var since = await story.Api.ListAsync("/v1/features/report/never-used?of=users&role=admin&since=r1&limit=1");
        var ever = await story.Api.ListAsync("/v1/features/report/never-used?of=users&role=admin");

        Assert.Equal(["user-1", "user-4"], since.Select(item => (string)item["user_id"]!));
        Assert.Equal(["user-4"], ever.Select(item => (string)item["user_id"]!));
        Assert.All(since, item => Assert.Equal("admin", (string)item["role"]!));
    }

    [Fact]
    public async Task A_late_event_is_in_the_stored_score_and_in_what_was_updated_since()
    {
        const string Path = "/v1/accounts/rich/adoption-score";
        var before = await story.Api.GetAsync(Path);
        var computedAt = (string)before["computed_at"]!;
        var listed = $"/v1/adoption-scores?updated_since={Uri.EscapeDataString(computedAt)}";

        await story.PublishAsync(telemetry => story.Use(telemetry, "core.a", "rich", "owner", 0));
        var after = await story.UntilAsync(Path, score => (string)score["computed_at"]! != computedAt);

        Assert.Equal((string)before["as_of"]!, (string)after["as_of"]!);
        Assert.Equal("provisional", (string)after["status"]!);
        Assert.True((DateTimeOffset)after["computed_at"]! > (DateTimeOffset)before["computed_at"]!);
        var row = (await story.Api.ListAsync(listed)).Single(row => (string)row["account_id"]! == "rich");
        Assert.Equal((DateTimeOffset)after["computed_at"]!, (DateTimeOffset)row["updated_at"]!);
    }

    private static void AssertExplained(JsonNode from, JsonNode to)
    {
        var delta = to["delta"]!;
        var points = (double)delta["points"]!;
        Assert.Equal((double)from["score"]!, (double)delta["from_score"]!, Cent);
        Assert.Equal((double)to["score"]!, (double)delta["to_score"]!, Cent);
        Assert.Equal((double)to["score"]! - (double)from["score"]!, points, Cent);
        Assert.Equal(["behaviour", "denominators", "configuration", "restatement"], Lines(to).Select(line => (string)line["key"]!));
        Assert.Equal(points, Lines(to).Sum(line => (double)line["points"]!), Cent);
        foreach (var key in to["components"]!.AsArray().Select(component => (string)component!["key"]!))
        {
            Assert.Equal(
                LicenceStory.Component(to, key) - LicenceStory.Component(from, key), Lines(to).Sum(line => (double?)line["parts"]![key] ?? 0), Cent);
        }
    }

    private static IEnumerable<JsonNode> Lines(JsonNode score) => score["delta"]!["lines"]!.AsArray().Select(line => line!);

    private static double Line(JsonNode score, string key) => (double)Lines(score).Single(line => (string)line["key"]! == key)["points"]!;

    private static double Part(JsonNode score, string line, string part) => (double?)Lines(score).Single(each => (string)each["key"]! == line)["parts"]![part] ?? 0;
}

using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using CsTelemetry.EndToEnd.Tests.Running;

namespace CsTelemetry.EndToEnd.Tests;

/// <summary>Scores as a customer's tools read them.</summary>
[Collection(SharedPortfolio.Name)]
public sealed class ScoreTests(PortfolioFixture portfolio)
{
    [Fact]
    public async Task The_flat_row_says_what_the_explained_score_says()
    {
        using var api = new ApiReader(portfolio.Collector.Http, portfolio.ReadKey);

        var rows = await api.ListAsync("/v1/adoption-scores?sort=-score&limit=5");

        Assert.Equal(15, rows.Count);
        var scores = rows.Select(row => (double?)row["adoption_score"]).ToList();
        Assert.Equal(scores.Where(score => score is not null).OrderDescending().Concat(scores.Where(score => score is null)), scores);
        foreach (var row in rows)
        {
            var score = await api.GetAsync($"/v1/accounts/{row["account_id"]}/adoption-score");
            Assert.Equal((double?)score["score"], (double?)row["adoption_score"]);
            Assert.Equal((string?)score["band"], (string?)row["adoption_score_band"]);
            Assert.Equal("provisional", (string)row["status"]!);
            if (row["adoption_score"] is not null)
            {
                Assert.Equal((string)score["reason"]!, (string)row["adoption_score_top_reason"]!);
            }
        }
    }

    [Fact]
    public async Task Filters_leave_what_they_name_and_pages_hold_each_once()
    {
        using var api = new ApiReader(portfolio.Collector.Http, portfolio.ReadKey);
        var all = await api.ListAsync("/v1/adoption-scores");

        foreach (var band in (string[])["healthy", "watch", "at_risk"])
        {
            Assert.Equal(
                all.Where(row => (string?)row["band"] == band).Select(Id),
                (await api.ListAsync($"/v1/adoption-scores?band={band}&limit=2")).Select(Id));
        }

        Assert.Equal(
            all.Where(row => (double?)row["score"] is >= 40 and <= 80).Select(Id), (await api.ListAsync("/v1/adoption-scores?min=40&max=80")).Select(Id));
        Assert.Empty(await api.ListAsync("/v1/adoption-scores?updated_since=2199-01-01T00:00:00Z"));
        Assert.Empty(await api.ListAsync($"/v1/adoption-scores?plan={Uri.EscapeDataString("' OR 1=1 --")}"));
    }

    [Fact]
    public async Task Who_has_the_answer_is_told_so_and_no_more()
    {
        using var http = new HttpClient { BaseAddress = portfolio.Collector.Http };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", portfolio.ReadKey);
        foreach (var path in (string[])["/v1/accounts/account-00/adoption-score", "/v1/adoption-scores?limit=3", "/v1/accounts/account-00/adoption-score/history"])
        {
            using var first = await http.GetAsync(new Uri(path, UriKind.Relative));
            var tag = first.Headers.ETag!;
            Assert.False(tag.IsWeak);

            http.DefaultRequestHeaders.IfNoneMatch.Add(tag);
            using var again = await http.GetAsync(new Uri(path, UriKind.Relative));
            http.DefaultRequestHeaders.IfNoneMatch.Clear();

            Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
            Assert.Empty(await again.Content.ReadAsByteArrayAsync());
        }
    }

    [Fact]
    public async Task A_score_comes_with_what_is_asked_for_beside_it()
    {
        using var api = new ApiReader(portfolio.Collector.Http, portfolio.ReadKey);
        var account = (await api.ListAsync("/v1/adoption-scores?sort=-score&limit=5")).Select(Id).Skip(3).First();

        var score = await api.GetAsync($"/v1/accounts/{account}/adoption-score?expand=features,peers,next_actions,delta:28d");

        Assert.Equal("*", (string)score["peers"]!["segment"]!);
        Assert.InRange((double)score["peers"]!["percentile"]!, 0, 100);
        var breadth = score["components"]!.AsArray().Single(line => (string)line!["key"]! == "breadth")!;
        Assert.Equal((double)breadth["points"]!, score["features"]!.AsArray().Sum(line => (double)line!["points"]!), 6);
        Assert.All(score["next_actions"]!.AsArray(), action => Assert.Equal((double)action!["score"]! - (double)score["score"]!, (double)action["gain"]!, 6));
        var delta = score["delta"]!;
        Assert.Equal((double)delta["points"]!, delta["lines"]!.AsArray().Sum(line => (double)line!["points"]!), 2);
        Assert.Equal((double)score["score"]!, (double)delta["to_score"]!, 9);
        Assert.NotEmpty(delta["reasons"]!.AsArray());
    }

    [Theory]
    [InlineData("/v1/accounts/account-00/adoption-score?expand=everything", "expand")]
    [InlineData("/v1/accounts/account-00/adoption-score?model_version=9.9.9", "model_version")]
    [InlineData("/v1/adoption-scores?sort=name", "sort")]
    [InlineData("/v1/adoption-scores?band=sick", "band")]
    [InlineData("/v1/adoption-scores?min=NaN", "min")]
    [InlineData("/v1/adoption-scores?cursor=AAAA", "cursor")]
    [InlineData("/v1/adoption-scores/restatements?cursor=AAAA", "cursor")]
    [InlineData("/v1/adoption-scores/restatements?from=2010-01-01", "from")]
    [InlineData("/v1/adoption-scores/restatements?updated_since=yesterday", "updated_since")]
    [InlineData("/v1/accounts/account-00/adoption-score/history?from=2026-02-30", "from")]
    [InlineData("/v1/accounts/account-00/adoption-score/history?from=2010-01-01", "from")]
    public async Task What_cannot_be_asked_is_named(string path, string parameter)
    {
        using var api = new ApiReader(portfolio.Collector.Http, portfolio.ReadKey);

        var (status, problem) = await api.TryGetAsync(path);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(parameter, (string)problem["parameter"]!);
    }

    [Fact]
    public async Task The_history_holds_the_newest_day_as_the_score_says_it()
    {
        using var api = new ApiReader(portfolio.Collector.Http, portfolio.ReadKey);

        var history = await api.GetAsync("/v1/accounts/account-00/adoption-score/history");
        var score = await api.GetAsync("/v1/accounts/account-00/adoption-score");

        var newest = history["points"]!.AsArray()[^1]!;
        Assert.Equal(portfolio.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), (string)newest["as_of"]!);
        Assert.Equal((double?)score["score"], (double?)newest["score"]);
        Assert.Equal(HttpStatusCode.NotFound, (await api.TryGetAsync("/v1/accounts/nobody/adoption-score/history")).Status);
    }

    [Fact]
    public async Task Restatements_are_a_list_that_may_be_empty()
    {
        using var api = new ApiReader(portfolio.Collector.Http, portfolio.ReadKey);

        var page = await api.GetAsync("/v1/adoption-scores/restatements?limit=1");

        Assert.Equal(portfolio.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), (string)page["as_of"]!);
        Assert.InRange(page["items"]!.AsArray().Count, 0, Math.Min(1, (int)page["total_count"]!));
    }

    [Fact]
    public async Task A_model_is_drafted_previewed_and_published_with_a_note_and_then_never_changed()
    {
        await using var collector = await CollectorProcess.StartAsync();
        var key = await collector.CreateKeyAsync("acme", "read,models:write");
        using var http = new HttpClient { BaseAddress = collector.Http };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var plain = new HttpClient { BaseAddress = collector.Http };
        plain.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await collector.CreateKeyAsync("acme", "read"));
        const string draft = """{"version":"1.1.0","weights":{"reach":0.3,"consistency":0.25,"breadth":0.2,"intensity":0.1,"resilience":0.1,"momentum":0.05}}""";

        Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync(plain, "", draft)).Status);
        var faulty = await PostAsync(http, "", """{"version":"1.1.0","weights":{"reach":0.9}}""");
        Assert.Equal(HttpStatusCode.BadRequest, faulty.Status);
        Assert.Contains("/weights", faulty.Body["errors"]![0]!["pointer"]!.ToString(), StringComparison.Ordinal);
        var written = await PostAsync(http, "", draft);
        Assert.Equal((HttpStatusCode.OK, "draft"), (written.Status, (string)written.Body["state"]!));
        var preview = (await PostAsync(http, "/1.1.0/preview", "")).Body;
        Assert.Equal(0, (int)preview["account_count"]!);
        Assert.Contains("are needed", (string)preview["back_test"]!["reason"]!, StringComparison.Ordinal);
        Assert.Null(preview["back_test"]!["draft"]);
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(http, "/9.9.9/preview", "")).Status);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await PostAsync(http, "", draft, "\"7-0000000000000000\"")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(http, "/1.1.0/publish", "{}")).Status);

        var published = await PostAsync(http, "/1.1.0/publish", """{"note":"Reach matters more."}""", (string)written.Body["etag"]!);

        Assert.Equal((HttpStatusCode.OK, "published"), (published.Status, (string)published.Body["state"]!));
        Assert.Equal(HttpStatusCode.Conflict, (await PostAsync(http, "", draft)).Status);
        using var reader = new ApiReader(collector.Http, key);
        Assert.Equal("1.1.0", (string)(await reader.GetAsync("/v1/score-models"))["in_force"]!);
        Assert.Equal("Reach matters more.", (string)(await reader.GetAsync("/v1/score-models/1.1.0"))["summary"]!["note"]!);
    }

    private static string Id(JsonNode row) => (string)row["account_id"]!;

    private static async Task<(HttpStatusCode Status, JsonNode Body)> PostAsync(HttpClient http, string path, string json, string? tag = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"/v1/score-models{path}", UriKind.Relative))
        {
            Content = new StringContent(json, Encoding.UTF8, "application/json"),
        };
        if (tag is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", tag);
        }

        using var response = await http.SendAsync(request);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }
}

using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace CsTelemetry.EndToEnd.Tests;

/// <summary>Questions in SQL and whole views as files, asked of a running collector.</summary>
[Collection(SharedPortfolio.Name)]
public sealed class ExploringTests(PortfolioFixture portfolio) : IAsyncLifetime, IDisposable
{
    private HttpClient _http = null!;

    public async Task InitializeAsync() => _http = await ClientAsync("acme", "read,users:read");

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task A_question_in_sql_gets_the_numbers_of_the_events()
    {
        var (status, answer) = await QueryAsync(new
        {
            sql = "SELECT feature, sum(events) AS uses FROM usage_daily WHERE kind = 'feature_use' AND account_id = {account:String} GROUP BY feature ORDER BY feature;",
            parameters = new { account = "account-00" },
        });

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(["feature", "uses"], answer["columns"]!.AsArray().Select(column => (string)column!["name"]!));
        var expected = portfolio.Uses.Where(use => use.Account == "account-00").GroupBy(use => use.Feature).OrderBy(group => group.Key, StringComparer.Ordinal);
        Assert.Equal(expected.Select(group => (group.Key, $"{group.Count()}")), answer["rows"]!.AsArray().Select(row => ((string)row![0]!, (string)row[1]!)));
        Assert.Equal(answer["rows"]!.AsArray().Count, (int)answer["row_count"]!);
    }

    [Theory]
    [InlineData("SELEC 1", "Syntax error")]
    [InlineData("SELECT * FROM nowhere", "nowhere")]
    [InlineData("SELECT * FROM cstelemetry.events", "privileges")]
    [InlineData("SELECT {x:String}", "x")]
    [InlineData("SELECT 1 FORMAT JSON", "Syntax error")]
    [InlineData("SELECT number FROM numbers(100001)", "POST /v1/exports")]
    [InlineData("SELECT repeat('x', 1000000) FROM numbers(20)", "16777216")]
    [InlineData("", "1 to 65536")]
    public async Task A_statement_that_cannot_be_run_says_why(string sql, string hint)
    {
        var (status, problem) = await QueryAsync(new { sql });

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(hint, (string)problem["detail"]!, StringComparison.Ordinal);
        Assert.Equal("sql", (string)problem["parameter"]!);
    }

    [Theory]
    [InlineData("""{"sql":"SELECT 1","parameters":{"a b":1}}""", "parameters.a b")]
    [InlineData("""{"sql":"SELECT 1","parameters":{"a":{"b":1}}}""", "parameters.a")]
    public async Task A_value_that_cannot_be_passed_is_named(string body, string parameter)
    {
        using var content = new StringContent(body, MediaTypeHeaderValue.Parse("application/json"));
        using var response = await _http.PostAsync(new Uri("/v1/query", UriKind.Relative), content);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(parameter, (string)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["parameter"]!);
    }

    [Fact]
    public async Task A_statement_of_megabytes_is_refused_before_it_is_read()
    {
        using var content = JsonContent.Create(new { sql = new string(' ', 10 << 20) });
        await content.LoadIntoBufferAsync();

        using var response = await _http.PostAsync(new Uri("/v1/query", UriKind.Relative), content);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Contains("262144", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_tenant_finds_nothing()
    {
        using var other = await ClientAsync("globex", "read,users:read");

        using var response = await other.PostAsJsonAsync(new Uri("/v1/query", UriKind.Relative), new { sql = "SELECT count() FROM events" });

        Assert.Equal("0", (string)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["rows"]![0]![0]!);
    }

    [Fact]
    public async Task Without_the_scope_for_people_there_is_no_sql_and_no_file_of_them()
    {
        using var other = await ClientAsync("acme", "read");

        using var query = await other.PostAsJsonAsync(new Uri("/v1/query", UriKind.Relative), new { sql = "SELECT 1" });
        using var export = await other.PostAsJsonAsync(new Uri("/v1/exports", UriKind.Relative), new { dataset = "events" });

        Assert.Equal(HttpStatusCode.Forbidden, query.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, export.StatusCode);
        Assert.Contains("users:read", await export.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_statements_than_may_run_at_a_time_are_put_off()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => QueryAsync(new { sql = "SELECT sleep(1)" })));

        Assert.Equal(2, answers.Count(answer => answer.Status == HttpStatusCode.OK));
        Assert.Equal(4, answers.Count(answer => answer.Status == HttpStatusCode.TooManyRequests));
    }

    [Fact]
    public async Task An_export_is_a_file_with_every_event_of_its_days()
    {
        var (from, to) = (portfolio.AsOf.AddDays(-30), portfolio.AsOf.AddDays(-10));

        using var response = await _http.PostAsJsonAsync(
            new Uri("/v1/exports", UriKind.Relative), new { dataset = "events", format = "ndjson", from = $"{from:yyyy-MM-dd}", to = $"{to:yyyy-MM-dd}" });

        Assert.Equal("application/x-ndjson", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("events.ndjson", response.Content.Headers.ContentDisposition!.FileName!.Trim('"'));
        var lines = (await response.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!).ToList();
        var expected = portfolio.Uses.Where(use => DateOnly.FromDateTime(use.At.UtcDateTime) >= from && DateOnly.FromDateTime(use.At.UtcDateTime) <= to).ToList();
        Assert.Equal(expected.Count, lines.Count(line => (string)line["kind"]! == "feature_use"));
        Assert.Equal(
            expected.Select(use => use.User).Distinct().Order(StringComparer.Ordinal),
            lines.Select(line => (string)line["user_id"]!).Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("""{"dataset":"secrets"}""", "dataset")]
    [InlineData("""{"dataset":"account_attributes","from":"2026-01-01"}""", "from")]
    [InlineData("""{"dataset":"events","from":"2026-02-01","to":"2026-01-01"}""", "to")]
    public async Task An_export_that_cannot_be_is_refused_with_the_way_out(string body, string parameter)
    {
        using var content = new StringContent(body, MediaTypeHeaderValue.Parse("application/json"));
        using var response = await _http.PostAsync(new Uri("/v1/exports", UriKind.Relative), content);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(parameter, (string)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["parameter"]!);
    }

    [Fact]
    public async Task The_views_are_described_with_their_columns()
    {
        using var response = await _http.GetAsync(new Uri("/v1/query/views", UriKind.Relative));

        var views = JsonNode.Parse(await response.Content.ReadAsStringAsync())!["items"]!.AsArray();
        Assert.Contains(views, view => (string)view!["name"]! == "usage_daily" && view["columns"]!.AsArray().Any(column => (string)column!["name"]! == "user_id"));
    }

    private async Task<(HttpStatusCode Status, JsonNode Body)> QueryAsync(object request)
    {
        using var response = await _http.PostAsJsonAsync(new Uri("/v1/query", UriKind.Relative), request);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }

    private async Task<HttpClient> ClientAsync(string tenant, string scopes)
    {
        var key = await portfolio.Collector.CreateKeyAsync(tenant, scopes);
        var http = new HttpClient { BaseAddress = portfolio.Collector.Http };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return http;
    }
}

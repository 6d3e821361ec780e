using System.Net;
using CsTelemetry.EndToEnd.Tests.Running;

namespace CsTelemetry.EndToEnd.Tests;

/// <summary>What the REST API says to a caller who asks wrongly.</summary>
[Collection(SharedPortfolio.Name)]
public sealed class RestTests(PortfolioFixture portfolio)
{
    [Theory]
    [InlineData("/v1/features?as_of=yesterday", "as_of", "yesterday")]
    [InlineData("/v1/features?as_of=2026-02-30", "as_of", "2026-02-30")]
    [InlineData("/v1/features?as_of=2199-01-01", "as_of", "not a complete day")]
    [InlineData("/v1/accounts?limit=0", "limit", "1 to 1000")]
    [InlineData("/v1/accounts?limit=1001", "limit", "1 to 1000")]
    [InlineData("/v1/accounts?cursor=%25", "cursor", "next_cursor")]
    public async Task A_parameter_that_cannot_be_used_is_named_with_the_way_out(string path, string parameter, string hint)
    {
        using var api = new ApiReader(portfolio.Collector.Http, portfolio.ReadKey);

        var (status, problem) = await api.TryGetAsync(path);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(parameter, (string)problem["parameter"]!);
        Assert.Contains(hint, (string)problem["detail"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_that_is_none_is_a_bad_request()
    {
        using var api = new ApiReader(portfolio.Collector.Http, portfolio.ReadKey);

        var (status, problem) = await api.TryGetAsync("/v1/accounts?limit=many");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(400, (int)problem["status"]!);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("acme_00000000.0000")]
    [InlineData("nonsense")]
    public async Task Without_a_known_key_nothing_is_told(string? key)
    {
        using var api = new ApiReader(portfolio.Collector.Http, key);

        var (status, problem) = await api.TryGetAsync("/v1/overview");

        Assert.Equal(HttpStatusCode.Unauthorized, status);
        Assert.Equal(401, (int)problem["status"]!);
    }

    [Fact]
    public async Task A_key_that_may_only_publish_reads_nothing()
    {
        using var api = new ApiReader(portfolio.Collector.Http, portfolio.IngestKey);

        var (status, problem) = await api.TryGetAsync("/v1/overview");

        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Contains("read", (string)problem["detail"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_tenant_sees_nothing_of_it()
    {
        using var api = new ApiReader(portfolio.Collector.Http, await portfolio.Collector.CreateKeyAsync("globex", "read"));

        Assert.Empty(await api.ListAsync("/v1/accounts"));
        Assert.Empty(await api.ListAsync("/v1/features"));
        Assert.Equal(0, (long)(await api.GetAsync("/v1/ingestion"))["raw_events"]!);
        Assert.Equal(HttpStatusCode.NotFound, (await api.TryGetAsync("/v1/accounts/account-00/adoption-score")).Status);
    }

    [Fact]
    public async Task An_unknown_account_is_not_found()
    {
        using var api = new ApiReader(portfolio.Collector.Http, portfolio.ReadKey);

        var (status, problem) = await api.TryGetAsync("/v1/accounts/nobody/adoption-score");

        Assert.Equal(HttpStatusCode.NotFound, status);
        Assert.Contains("nobody", (string)problem["detail"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_path_is_a_problem_too()
    {
        using var api = new ApiReader(portfolio.Collector.Http, portfolio.ReadKey);

        var (status, problem) = await api.TryGetAsync("/v1/nothing");

        Assert.Equal(HttpStatusCode.NotFound, status);
        Assert.Equal(404, (int)problem["status"]!);
    }

    [Fact]
    public async Task The_books_balance_and_the_probes_answer()
    {
        using var api = new ApiReader(portfolio.Collector.Http, key: null);

        var books = await api.SettledAsync();

        Assert.Equal(books.Received, books.Accepted + books.Rejected);
        Assert.Equal(books.Accepted, books.Verified + books.Pending);
        Assert.Equal("ok\n", await api.GetTextAsync("/livez"));
        Assert.True((bool)(await api.GetAsync("/readyz"))["ready"]!);
    }

    [Fact]
    public async Task A_key_is_told_how_many_calls_it_has_left_and_put_off_when_there_is_none()
    {
        using var http = new HttpClient { BaseAddress = portfolio.Collector.Http };
        http.DefaultRequestHeaders.Authorization = new("Bearer", await portfolio.Collector.CreateKeyAsync("hasty", "read"));
        var answers = await Task.WhenAll(Enumerable.Range(0, 2_000).Select(_ => http.GetAsync(new Uri("/v1/audit-log", UriKind.Relative))));

        var refused = answers.Where(answer => answer.StatusCode == HttpStatusCode.TooManyRequests).ToList();
        Assert.NotEmpty(refused);
        Assert.All(answers, answer => Assert.Equal("500", answer.Headers.GetValues("RateLimit-Limit").Single()));
        Assert.All(refused, answer => Assert.Equal("1", answer.Headers.GetValues("Retry-After").Single()));
        Assert.Contains(answers, answer => answer.Headers.GetValues("RateLimit-Remaining").Single() == "0");
        Assert.Contains("Too many calls", await refused[0].Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}

using System.Net;

namespace CsTelemetry.Client.Tests;

public sealed class ProblemTests
{
    [Fact]
    public async Task A_problem_tells_everything_that_the_collector_told()
    {
        const string Problem = """{"title":"The document cannot be used.","detail":"It is -1.","traceId":"00-1","errors":[{"pointer":"/seats/0/seats","detail":"It is -1."}],"further":{}}""";
        using var client = new ScriptedCollector().Answer(Problem, HttpStatusCode.BadRequest, "application/problem+json").Client();

        var refusal = await Assert.ThrowsAsync<CsTelemetryApiException>(() => client.PutSeatsAsync("acme", [new(Seats: -1)]));

        Assert.Equal("PUT v1/accounts/acme/seats was answered with 400: The document cannot be used. It is -1.", refusal.Message);
        Assert.Equal([new DocumentFault("/seats/0/seats", "It is -1.")], refusal.Errors);
        Assert.Equal((HttpStatusCode.BadRequest, "It is -1.", null, "00-1"), (refusal.Status, refusal.Detail, refusal.Parameter, refusal.TraceId));
    }

    [Theory]
    [InlineData("<html>Bad gateway</html>", "text/html")]
    [InlineData("{\"title\":", "application/problem+json")]
    [InlineData("[1]", "application/json")]
    public async Task What_a_proxy_answers_is_a_problem_too(string body, string mediaType)
    {
        using var client = new ScriptedCollector().Answer(body, HttpStatusCode.BadGateway, mediaType).Client();

        var refusal = await Assert.ThrowsAsync<CsTelemetryApiException>(() => client.GetAdoptionScoreAsync("acme"));

        Assert.Equal((HttpStatusCode.BadGateway, "Bad Gateway."), (refusal.Status, refusal.Title));
    }

    [Fact]
    public async Task A_page_that_is_no_answer_is_not_taken_for_one()
    {
        using var client = new ScriptedCollector().Answer("<html>", mediaType: "application/json").Client();

        var refusal = await Assert.ThrowsAsync<CsTelemetryApiException>(() => client.GetAdoptionScoreAsync("acme"));

        Assert.Contains("Is http://collector.test/ a collector?", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_conflict_names_the_document_and_both_tags()
    {
        var collector = new ScriptedCollector().Answer("""{"title":"No."}""", HttpStatusCode.PreconditionFailed, "application/problem+json", headers => headers.ETag = new("\"9\""));
        using var client = collector.Client();

        var conflict = await Assert.ThrowsAsync<CsTelemetryConflictException>(() => client.PutAccountAsync("acme", new(), WriteCondition.IfUnchanged("\"7\"")));

        Assert.Equal(("v1/accounts/acme", "\"7\"", "\"9\""), (conflict.Document, conflict.ExpectedTag, conflict.CurrentTag));
    }

    [Fact]
    public void A_key_that_cannot_be_one_is_refused_without_being_shown()
    {
        var fault = Assert.Throws<ArgumentException>(() => CsTelemetryApiClient.Create(new Uri("http://collector.test"), "prefix.secret\n"));

        Assert.DoesNotContain("secret\n", fault.Message, StringComparison.Ordinal);
    }
}

using System.Net;
using CsTelemetry.Collector.Tenancy;
using Google.Protobuf;

namespace CsTelemetry.Collector.Tests.Receiving;

/// <summary>CORS on a real server, asked as a browser asks.</summary>
public sealed class BrowserAccessTests
{
    private const string Page = "https://app.example.com";

    [Fact]
    public async Task A_page_of_a_named_origin_may_post()
    {
        await using var server = await IntakeServer.StartAsync(origins: [Page, "http://localhost:3000"]);
        using var client = new PostingClient(server.HttpAddress, server.NewKey(Scopes.Ingest));

        var preflight = await PreflightAsync(server, Page);
        var answer = await PostAsync(client, Page);

        Assert.Equal((HttpStatusCode.NoContent, Page, "POST"), (preflight.Code, preflight.Headers["access-control-allow-origin"], preflight.Headers["access-control-allow-methods"]));
        Assert.Contains("authorization", preflight.Headers["access-control-allow-headers"], StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.OK, Page, "Origin"), (answer.Code, answer.Headers["access-control-allow-origin"], answer.Headers["vary"]));
    }

    [Fact]
    public async Task A_page_of_a_named_origin_may_read_why_it_was_refused()
    {
        await using var server = await IntakeServer.StartAsync(origins: [Page]);
        using var client = new PostingClient(server.HttpAddress, key: null);

        var answer = await PostAsync(client, Page);

        Assert.Equal((HttpStatusCode.Unauthorized, Page), (answer.Code, answer.Headers["access-control-allow-origin"]));
    }

    [Theory]
    [InlineData("https://evil.example.com")]
    [InlineData("http://app.example.com")]
    [InlineData("https://app.example.com:8443")]
    [InlineData("null")]
    public async Task A_page_of_any_other_origin_may_not(string origin)
    {
        await using var server = await IntakeServer.StartAsync(origins: [Page]);
        using var client = new PostingClient(server.HttpAddress, server.NewKey(Scopes.Ingest));

        var preflight = await PreflightAsync(server, origin);
        var answer = await PostAsync(client, origin);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, preflight.Code);
        Assert.All([preflight, answer], one => Assert.DoesNotContain(one.Headers.Keys, name => name.StartsWith("access-control", StringComparison.OrdinalIgnoreCase)));
        Assert.All([preflight, answer], one => Assert.Equal("Origin", one.Headers["vary"]));
    }

    [Fact]
    public async Task Without_origins_there_is_no_trace_of_cors()
    {
        await using var server = await IntakeServer.StartAsync();
        using var client = new PostingClient(server.HttpAddress, server.NewKey(Scopes.Ingest));

        var preflight = await PreflightAsync(server, Page);
        var answer = await PostAsync(client, Page);

        Assert.Equal((HttpStatusCode.MethodNotAllowed, HttpStatusCode.OK), (preflight.Code, answer.Code));
        Assert.All([preflight, answer], one => Assert.DoesNotContain(one.Headers.Keys, name => name is "Vary" || name.StartsWith("access-control", StringComparison.OrdinalIgnoreCase)));
    }

    private static async Task<HttpAnswer> PreflightAsync(IntakeServer server, string origin)
    {
        using var client = new PostingClient(server.HttpAddress, key: null);
        return await client.SendAsync(HttpMethod.Options, "/v1/publish", message =>
        {
            message.Headers.Add("Origin", origin);
            message.Headers.Add("Access-Control-Request-Method", "POST");
            message.Headers.Add("Access-Control-Request-Headers", "authorization,content-type");
        });
    }

    private static Task<HttpAnswer> PostAsync(PostingClient client, string origin) => client.SendAsync(HttpMethod.Post, "/v1/publish", message =>
    {
        message.Headers.Add("Origin", origin);
        message.Content = new ByteArrayContent(Intake.Request(1).ToByteArray());
        message.Content.Headers.ContentType = new(PostingClient.Protobuf);
    });
}

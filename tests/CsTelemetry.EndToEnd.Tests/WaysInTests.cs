using System.Net;
using System.Net.Http.Headers;
using System.Text;
using CsTelemetry.EndToEnd.Tests.Running;

namespace CsTelemetry.EndToEnd.Tests;

/// <summary>Every way into a real collector, and what the SDK says of it when it is asked.</summary>
public sealed class WaysInTests
{
    private const string Page = "https://app.example.com";
    private static readonly TimeSpan DeliveredWithin = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task The_sdk_delivers_by_grpc_and_by_http_plain_and_compressed_and_finds_no_fault()
    {
        await using var collector = await CollectorProcess.StartAsync();
        var key = await collector.CreateKeyAsync("acme", "ingest");
        foreach (var (transport, compression) in ((TelemetryTransport, TelemetryCompression)[])
            [
                (TelemetryTransport.Grpc, TelemetryCompression.None),
                (TelemetryTransport.Grpc, TelemetryCompression.Gzip),
                (TelemetryTransport.Http, TelemetryCompression.None),
                (TelemetryTransport.Http, TelemetryCompression.Gzip),
                (TelemetryTransport.Auto, TelemetryCompression.None),
            ])
        {
            await using var telemetry = CsTelemetryClient.Create(options =>
                (options.Endpoint, options.HttpEndpoint, options.ApiKey, options.Transport, options.Compression) = (collector.Grpc, collector.Http, key, transport, compression));
            for (var i = 0; i < 1_000; i++)
            {
                Assert.True(telemetry.TrackFeature("reports.export", "acme", $"u{i}"));
            }

            var result = await telemetry.FlushAsync(DeliveredWithin);
            var diagnosis = await telemetry.DiagnoseAsync(TimeSpan.FromSeconds(30));

            Assert.Equal((1_000, true), (result.Delivered, result.AllDelivered));
            Assert.True(diagnosis.IsHealthy, diagnosis.ToString());
            Assert.Equal(DiagnosisOutcome.Ok, diagnosis.Find("key")!.Outcome);
        }
    }

    [Theory]
    [InlineData(TelemetryTransport.Grpc)]
    [InlineData(TelemetryTransport.Http)]
    public async Task The_sdk_finds_out_what_is_wrong_with_its_key(TelemetryTransport transport)
    {
        await using var collector = await CollectorProcess.StartAsync();
        foreach (var (key, words) in ((string, string)[])[("acme_12345678.wrong", "The key is unknown."), (await collector.CreateKeyAsync("acme", "read"), "lacks the scope `ingest`")])
        {
            await using var telemetry = CsTelemetryClient.Create(options =>
                (options.Endpoint, options.HttpEndpoint, options.ApiKey, options.Transport) = (collector.Grpc, collector.Http, key, transport));

            var diagnosis = await telemetry.DiagnoseAsync(TimeSpan.FromSeconds(30));

            Assert.Equal(DiagnosisOutcome.Failed, diagnosis.Find("key")!.Outcome);
            Assert.Contains(words, diagnosis.Find("key")!.Finding, StringComparison.Ordinal);
            Assert.DoesNotContain(key, diagnosis.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_page_of_a_named_origin_posts_json()
    {
        await using var collector = await CollectorProcess.StartAsync("http", new Dictionary<string, string> { ["Collector__Cors__Origins__0"] = Page });
        using var http = new HttpClient();
        using var message = new HttpRequestMessage(HttpMethod.Post, new Uri(collector.Http, "/v1/publish"));
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await collector.CreateKeyAsync("acme", "ingest"));
        message.Headers.Add("Origin", Page);
        message.Content = new StringContent(
            $$"""{"clientInstanceId": "17", "batchSequence": "1", "events": [{"kind": "EVENT_KIND_PAGE_VIEW", "sequence": "1", "occurredAtUnixMs": "{{TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()}}", "accountId": "acme", "feature": "home"}]}""",
            Encoding.UTF8,
            "application/json");

        using var answer = await http.SendAsync(message);

        Assert.Equal((HttpStatusCode.OK, Page), (answer.StatusCode, Assert.Single(answer.Headers.GetValues("access-control-allow-origin"))));
        Assert.Contains("\"acceptedCount\": 1", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}

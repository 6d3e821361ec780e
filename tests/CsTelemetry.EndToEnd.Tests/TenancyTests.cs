using System.Net;
using System.Net.Http.Headers;
using System.Text;
using CsTelemetry.EndToEnd.Tests.Running;

namespace CsTelemetry.EndToEnd.Tests;

/// <summary>An operator administers keys and tenants by the command line, beside a collector that runs.</summary>
public sealed class TenancyTests
{
    private static readonly TimeSpan TakenWithin = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task What_the_operator_changes_counts_in_the_running_collector_and_is_in_the_audit_log()
    {
        await using var collector = await CollectorProcess.StartAsync();
        var first = await collector.CreateKeyAsync("acme", "ingest,admin");
        var other = await collector.CreateKeyAsync("initech", "ingest");
        var prefix = first.Split('.')[0];
        Assert.Equal(HttpStatusCode.OK, await PostAsync(collector, first));

        var (rotated, second, _) = await collector.RunAsync("keys", "rotate", prefix, "--overlap", "1h");
        Assert.Equal(0, rotated);
        Assert.Equal(HttpStatusCode.OK, await PostAsync(collector, second.Trim()));
        Assert.Equal(HttpStatusCode.OK, await PostAsync(collector, first));
        var (third, _, refusal) = await collector.RunAsync("keys", "rotate", prefix);
        Assert.Equal(1, third);
        Assert.Contains("--end-older", refusal, StringComparison.Ordinal);

        Assert.Equal(0, (await collector.RunAsync("tenants", "set", "acme", "--events-per-second", "1", "--burst", "1s")).ExitCode);
        await UntilAsync(collector, first, HttpStatusCode.TooManyRequests);
        Assert.Equal(HttpStatusCode.OK, await PostAsync(collector, other));
        Assert.Equal(2, (await collector.RunAsync("tenants", "set", "acme", "--weight", "99")).ExitCode);
        Assert.Equal(0, (await collector.RunAsync("tenants", "set", "acme", "--events-per-second", "none")).ExitCode);
        await UntilAsync(collector, first, HttpStatusCode.OK);

        using (var api = new ApiReader(collector.Http, first))
        {
            var acts = await api.ListAsync("/v1/audit-log?limit=2");
            Assert.Equal(["tenant.set", "tenant.set", "key.rotate", "key.rotate", "key.create"], acts.Select(act => (string)act["action"]!));
            Assert.Equal(["done", "done", "refused", "done", "done"], acts.Select(act => (string)act["outcome"]!));
        }

        using (var api = new ApiReader(collector.Http, other))
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await api.TryGetAsync("/v1/audit-log")).Status);
        }

        Assert.Equal(0, (await collector.RunAsync("keys", "revoke", prefix)).ExitCode);
        await UntilAsync(collector, first, HttpStatusCode.Unauthorized);
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(collector, second.Trim()));
        Assert.Equal(HttpStatusCode.OK, await PostAsync(collector, other));
        var (_, audit, _) = await collector.RunAsync("audit-log", "--limit", "1");
        Assert.Contains($"key.revoke\t{prefix}\tdone", audit, StringComparison.Ordinal);
        Assert.DoesNotContain(first.Split('.')[1], audit, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_public_address_without_tls_is_refused_with_the_way_out()
    {
        await using var collector = await CollectorProcess.StartAsync();

        var (exitCode, output, error) = await collector.RunAsync("serve", "--address", "0.0.0.0", "--grpc-port", "0", "--http-port", "0");

        Assert.NotEqual(0, exitCode);
        Assert.Contains("--allow-public-cleartext", output + error, StringComparison.Ordinal);
    }

    private static async Task UntilAsync(CollectorProcess collector, string key, HttpStatusCode expected)
    {
        using var limit = new CancellationTokenSource(TakenWithin);
        while (await PostAsync(collector, key) != expected)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), limit.Token);
        }
    }

    private static async Task<HttpStatusCode> PostAsync(CollectorProcess collector, string key)
    {
        using var http = new HttpClient();
        using var message = new HttpRequestMessage(HttpMethod.Post, new Uri(collector.Http, "/v1/publish"))
        {
            Content = new StringContent($$"""{ "clientInstanceId": "7", "batchSequence": "{{Random.Shared.NextInt64()}}", "events": [{ "kind": "EVENT_KIND_LOGIN", "sequence": "1", "occurredAtUnixMs": "{{DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()}}", "accountId": "a", "userId": "u" }, {}, {}] }""", Encoding.UTF8, "application/json"),
        };
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var response = await http.SendAsync(message);
        return response.StatusCode;
    }
}

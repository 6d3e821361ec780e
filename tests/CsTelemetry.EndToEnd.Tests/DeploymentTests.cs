using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CsTelemetry.ClickHouse;
using CsTelemetry.ClickHouse.Hosting;
using CsTelemetry.EndToEnd.Tests.Running;

namespace CsTelemetry.EndToEnd.Tests;

/// <summary>The other ways to run it: with TLS, and on a ClickHouse server of the operator's.</summary>
public sealed class DeploymentTests : IDisposable
{
    private const int Events = 12;

    private readonly string _folder = Directory.CreateTempSubdirectory("cstelemetry-deployment-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task With_a_certificate_both_ports_speak_tls()
    {
        using var certificate = SelfSigned();
        var path = Path.Combine(_folder, "collector.pfx");
        await File.WriteAllBytesAsync(path, certificate.Export(X509ContentType.Pfx, "secret"));
        await using var collector = await CollectorProcess.StartAsync("https", new Dictionary<string, string>
        {
            ["Collector__CertificatePath"] = path,
            ["Collector__CertificatePassword"] = "secret",
        });
        using var pinned = new HttpClientHandler
        {
            ServerCertificateCustomValidationCallback = (_, shown, _, _) => shown?.Thumbprint == certificate.Thumbprint,
        };
        using var http = new HttpClient(pinned);

        using var live = await http.GetAsync(new Uri(collector.Http, "/livez"));
        using var call = new HttpRequestMessage(HttpMethod.Post, new Uri(collector.Grpc, "/grpc.health.v1.Health/Check"))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(new byte[5]) { Headers = { { "Content-Type", "application/grpc" } } },
        };
        using var health = await http.SendAsync(call);
        var answer = await health.Content.ReadAsByteArrayAsync();

        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        Assert.Equal("0", Assert.Single(health.TrailingHeaders.GetValues("grpc-status")));
        Assert.Equal([0, 0, 0, 0, 2, 8, 1], answer); // SERVING
    }

    [Fact]
    public async Task On_a_clickhouse_server_of_the_operators_everything_is_the_same_and_damage_there_is_mended_by_command()
    {
        await using var server = new EmbeddedClickHouse(new EmbeddedClickHouseOptions { DataDirectory = Path.Combine(_folder, "server") });
        var endpoint = await server.StartAsync(CancellationToken.None);
        await using var collector = await CollectorProcess.StartAsync("http", new Dictionary<string, string>
        {
            ["ClickHouse__Url"] = endpoint.Url.ToString(),
            ["ClickHouse__User"] = endpoint.User,
            ["ClickHouse__Password"] = endpoint.Password,
            ["ClickHouse__Database"] = "adoption_of_acme",
        });
        var key = await collector.CreateKeyAsync("acme", "ingest,read");
        await using (var telemetry = CsTelemetryClient.Create(options => (options.Endpoint, options.ApiKey) = (collector.Grpc, key)))
        {
            for (var i = 0; i < Events; i++)
            {
                Assert.True(telemetry.TrackFeature($"reports.{i}", "initech", $"u-{i % 3}"));
            }

            Assert.True((await telemetry.FlushAsync(TimeSpan.FromSeconds(30))).AllDelivered);
        }

        using var api = new ApiReader(collector.Http, key);
        await api.SettledAsync();

        Assert.Equal(Events, (long)(await api.GetAsync("/v1/ingestion"))["rollup_events"]!);
        using var client = new ClickHouseClient(endpoint.WithDatabase("adoption_of_acme"));
        var counted = await client.QueryAsync("SELECT count() FROM events", null, row => row.ReadUInt64(), CancellationToken.None);
        Assert.Equal((ulong)Events, Assert.Single(counted));
        await MendsAsync(collector, client, api);
    }

    // The collector runs on, and hears of what was done behind its back by the command alone, over its socket.
    private static async Task MendsAsync(CollectorProcess collector, ClickHouseClient store, ApiReader api)
    {
        await store.ExecuteAsync("ALTER TABLE usage_daily DELETE WHERE user_id = 'u-1' SETTINGS mutations_sync = 1", null, CancellationToken.None);
        await store.ExecuteAsync("ALTER TABLE events DELETE WHERE user_id = 'u-0' SETTINGS mutations_sync = 1", null, CancellationToken.None);
        await store.ExecuteAsync("INSERT INTO events SELECT * FROM events WHERE user_id = 'u-2' LIMIT 2", null, CancellationToken.None);
        var damaged = await api.GetAsync("/v1/ingestion");
        Assert.Equal((Events - (Events / 3) + 2, Events - (Events / 3) + 2), ((long)damaged["raw_events"]!, (long)damaged["rollup_events"]!));

        var (found, complaint) = await collector.RunForTextAsync("audit");
        Assert.True(found == 1, complaint);
        Assert.Contains("Run it with --repair.", complaint, StringComparison.Ordinal);
        var (mended, report) = await collector.RunForTextAsync("audit", "--repair");
        Assert.True(mended == 0, report);
        Assert.Contains($"{Events / 3} rows were missing, ", report, StringComparison.Ordinal);
        Assert.Contains("2 rows were stored too many times; all is repaired.", report, StringComparison.Ordinal);

        var whole = await api.GetAsync("/v1/ingestion");
        Assert.Equal((Events, Events, Events), ((long)whole["raw_events"]!, (long)whole["distinct_events"]!, (long)whole["rollup_events"]!));
        Assert.Contains("raw and rollup agree", (await collector.RunForTextAsync("audit")).Output, StringComparison.Ordinal);
        var (_, acts) = await collector.RunForTextAsync("audit-log", "--json");
        Assert.Contains("\"audit.repair\"", acts, StringComparison.Ordinal);
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=collector.test", key, HashAlgorithmName.SHA256);
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}

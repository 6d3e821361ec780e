using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CsTelemetry.ClickHouse.Hosting;
using CsTelemetry.EndToEnd.Tests.Running;

namespace CsTelemetry.EndToEnd.Tests;

/// <summary>The other ways to run it: with TLS, and on a ClickHouse server of the operator's.</summary>
public sealed class DeploymentTests : IDisposable
{
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
    public async Task On_a_clickhouse_server_of_the_operators_everything_is_the_same()
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
            Assert.True(telemetry.TrackFeature("reports.export", "initech", "u-1"));
            Assert.True((await telemetry.FlushAsync(TimeSpan.FromSeconds(30))).AllDelivered);
        }

        using var api = new ApiReader(collector.Http, key);
        await api.SettledAsync();

        Assert.Equal(1, (long)(await api.GetAsync("/v1/ingestion"))["rollup_events"]!);
        using var client = new CsTelemetry.ClickHouse.ClickHouseClient(endpoint.WithDatabase("adoption_of_acme"));
        var counted = await client.QueryAsync("SELECT count() FROM events", null, row => row.ReadUInt64(), CancellationToken.None);
        Assert.Equal(1UL, Assert.Single(counted));
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=collector.test", key, HashAlgorithmName.SHA256);
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}

using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using CsTelemetry.Collector.Hosting;
using CsTelemetry.Collector.Tests.Making;
using CsTelemetry.Grpc;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace CsTelemetry.Collector.Tests.Hosting;

/// <summary>The two ports with real certificates and real handshakes.</summary>
public sealed class ListenersTests : IAsyncLifetime, IDisposable
{
    private readonly ScratchFolder _folder = new();
    private readonly ManualTimeProvider _time = new();
    private readonly TestAuthority _ours = new("ours");
    private readonly TestAuthority _strange = new("strange");
    private readonly CapturingLogger<ServerCertificate> _logger = new();
    private WebApplication? _app;

    public async Task InitializeAsync()
    {
        Show("first");
        await File.WriteAllTextAsync(_folder.File("clients.pem"), _ours.Pem);
        var options = new CollectorOptions
        {
            GrpcPort = 0,
            HttpPort = 0,
            CertificatePath = _folder.File("server.pfx"),
            CertificatePassword = "secret",
            GrpcClientCaPath = _folder.File("clients.pem"),
        };
        var certificate = new ServerCertificate(options.CertificatePath, options.CertificatePassword, _time) { Logger = _logger };
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrel(kestrel => CollectorListeners.Listen(kestrel, options, certificate));
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.Services.AddGrpcServer();
        _app = builder.Build();
        _app.Run(http => http.Response.WriteAsync("in"));
        await _app.StartAsync();
    }

    public async Task DisposeAsync() => await _app!.DisposeAsync();

    public void Dispose()
    {
        _ours.Dispose();
        _strange.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_client_of_our_authority_comes_in()
    {
        using var client = _ours.Issue("app", TestAuthority.ForClients);

        Assert.Equal("in", (await GetAsync(0, client)).Answer);
    }

    [Fact]
    public async Task Without_a_certificate_nobody_does() => await AssertKeptOutAsync(null);

    [Fact]
    public async Task A_client_of_another_authority_is_kept_out()
    {
        using var client = _strange.Issue("app", TestAuthority.ForClients);

        await AssertKeptOutAsync(client);
    }

    [Fact]
    public async Task A_certificate_that_has_expired_is_kept_out()
    {
        using var client = _ours.Issue("app", TestAuthority.ForClients, expired: true);

        await AssertKeptOutAsync(client);
    }

    [Fact]
    public async Task A_certificate_for_servers_is_none_for_clients()
    {
        using var client = _ours.Issue("app", TestAuthority.ForServers);

        await AssertKeptOutAsync(client);
    }

    [Fact]
    public async Task The_port_that_demands_none_takes_everybody() => Assert.Equal("in", (await GetAsync(1, null)).Answer);

    [Fact]
    public async Task A_renewed_certificate_is_shown_without_a_restart()
    {
        Assert.Equal("CN=first", (await GetAsync(1, null)).Server);

        Show("second");
        Assert.Equal("CN=first", (await GetAsync(1, null)).Server);
        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal("CN=second", (await GetAsync(1, null)).Server);
    }

    [Fact]
    public async Task A_broken_certificate_leaves_the_one_of_before()
    {
        await File.WriteAllTextAsync(_folder.File("server.pfx"), "not a certificate");
        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal("CN=first", (await GetAsync(1, null)).Server);
        Assert.Equal([5105], _logger.Ids);
    }

    [Fact]
    public void A_file_without_an_authority_is_a_fault()
    {
        File.WriteAllText(_folder.File("empty.pem"), "");

        var fault = Assert.Throws<InvalidOperationException>(() => new ClientCertificates(_folder.File("empty.pem")));

        Assert.Contains("empty.pem", fault.Message, StringComparison.Ordinal);
    }

    private void Show(string name)
    {
        using var certificate = _ours.Issue(name, TestAuthority.ForServers);
        File.WriteAllBytes(_folder.File("server.pfx"), certificate.Export(X509ContentType.Pfx, "secret"));
        File.SetLastWriteTimeUtc(_folder.File("server.pfx"), Sample.Now.UtcDateTime.AddSeconds(name.Length));
    }

    private async Task AssertKeptOutAsync(X509Certificate2? client)
    {
        var fault = await Record.ExceptionAsync(() => GetAsync(0, client));

        Assert.True(fault is HttpRequestException or AuthenticationException or IOException, $"It was let in, or: {fault}");
    }

    private async Task<(string Answer, string? Server)> GetAsync(int port, X509Certificate2? client)
    {
        string? server = null;
        using var handler = new SocketsHttpHandler { UseProxy = false };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) =>
        {
            server = shown?.Subject;
            return server is "CN=first" or "CN=second";
        };
        handler.SslOptions.LocalCertificateSelectionCallback = (_, _, _, _, _) => client!;
        using var http = new HttpClient(handler);
        using var message = new HttpRequestMessage(HttpMethod.Get, new Uri(_app!.Urls.ElementAt(port))) { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        using var response = await http.SendAsync(message);
        return (await response.Content.ReadAsStringAsync(), server);
    }
}

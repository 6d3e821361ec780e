using CsTelemetry.Exporting;
using CsTelemetry.Sdk.Tests.Fakes;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging.Abstractions;

namespace CsTelemetry.Sdk.Tests.Exporting;

/// <summary>TLS with roots of one's own, and the way through a proxy.</summary>
public sealed class TrustTests : IDisposable
{
    private readonly TestAuthority _authority = new();

    [Theory]
    [InlineData(TelemetryTransport.Grpc, "HTTP/2")]
    [InlineData(TelemetryTransport.Http, "HTTP/1.1")]
    [InlineData(TelemetryTransport.Auto, "HTTP/2")]
    public async Task A_root_of_one_s_own_is_trusted(TelemetryTransport transport, string protocol)
    {
        using var certificate = _authority.Certify();
        await using var server = await ScriptedServer.StartAsync(HttpProtocols.Http1AndHttp2, certificate);

        var result = await SendAsync(server, transport, options => options.TrustedRoots = _authority.Roots);

        Assert.Equal(AttemptStatus.Answered, result.Status);
        Assert.Equal(protocol, Assert.Single(server.Calls).Protocol);
    }

    [Fact]
    public async Task Tls_that_does_not_agree_on_http2_leads_to_http_at_the_same_address()
    {
        using var certificate = _authority.Certify();
        await using var server = await ScriptedServer.StartAsync(HttpProtocols.Http1, certificate);

        var result = await SendAsync(server, TelemetryTransport.Auto, options => options.TrustedRoots = _authority.Roots);

        Assert.Equal(AttemptStatus.Answered, result.Status);
        Assert.Equal("/v1/publish", Assert.Single(server.Calls).Path);
    }

    [Theory]
    [InlineData("another root")]
    [InlineData("the machine's roots")]
    [InlineData("another name")]
    public async Task What_is_not_trusted_gets_nothing(string what)
    {
        using var another = new TestAuthority();
        using var certificate = what == "another name" ? _authority.Certify("collector.example.com") : _authority.Certify();
        await using var server = await ScriptedServer.StartAsync(HttpProtocols.Http1AndHttp2, certificate);
        foreach (var transport in Enum.GetValues<TelemetryTransport>())
        {
            var result = await SendAsync(server, transport, options =>
                options.TrustedRoots = what == "another root" ? another.Roots : what == "another name" ? _authority.Roots : null);

            Assert.Equal((AttemptStatus.Retry, false), (result.Status, result.MayHaveArrived));
        }

        Assert.Empty(server.Calls);
    }

    [Theory]
    [InlineData(TelemetryTransport.Grpc)]
    [InlineData(TelemetryTransport.Http)]
    public async Task A_proxy_tunnels_what_is_encrypted(TelemetryTransport transport)
    {
        using var proxy = new ConnectProxy();
        using var certificate = _authority.Certify();
        await using var server = await ScriptedServer.StartAsync(HttpProtocols.Http1AndHttp2, certificate);

        var result = await SendAsync(server, transport, options => (options.TrustedRoots, options.Proxy) = (_authority.Roots, proxy.Address));

        Assert.Equal(AttemptStatus.Answered, result.Status);
        Assert.Equal($"CONNECT 127.0.0.1:{server.Endpoint.Port}", Assert.Single(proxy.Asked));
    }

    [Fact]
    public async Task A_proxy_that_refuses_is_a_failure_that_passes()
    {
        using var proxy = new ConnectProxy(refuses: true);
        using var certificate = _authority.Certify();
        await using var server = await ScriptedServer.StartAsync(HttpProtocols.Http2, certificate);

        var result = await SendAsync(server, TelemetryTransport.Grpc, options => (options.TrustedRoots, options.Proxy) = (_authority.Roots, proxy.Address));

        Assert.Equal((AttemptStatus.Retry, false), (result.Status, result.MayHaveArrived));
    }

    public void Dispose() => _authority.Dispose();

    private static async Task<AttemptResult> SendAsync(ScriptedServer server, TelemetryTransport way, Action<CsTelemetryOptions> configure)
    {
        var options = TestClients.Options(options => (options.Endpoint, options.Transport) = (server.Endpoint, way));
        configure(options);
        Assert.Empty(CsTelemetry.Configuration.OptionsFaults.Find(options));
        using var transport = TransportFactory.Create(options, NullLogger.Instance, TimeProvider.System);
        return await transport.SendAsync(Frames.Batch(2), default);
    }
}

using CsTelemetry.Grpc.Tests.Client;
using CsTelemetry.Grpc.Tests.Hosting;

namespace CsTelemetry.Grpc.Tests.Calls;

public sealed class TlsTests
{
    [Fact]
    public async Task Calls_and_streams_run_over_tls_too()
    {
        using var certificate = TestCertificate.Create();
        await using var host = await TestHost.StartAsync(new() { Certificate = certificate });
        using var client = await TestClient.WarmAsync(host);
        using var call = client.Open(EchoService.Duplex);

        await call.WriteAsync(Frames.OfBytes(1));
        Assert.Equal([1], (await call.ReadAsync())!.EchoedBytes);
        call.HalfClose();

        Assert.Equal("https", host.Address.Scheme);
        Assert.Equal(GrpcStatusCode.Ok, (await call.EndAsync()).Code);
        Assert.Equal(GrpcStatusCode.Aborted, (await client.CallAsync(EchoService.Fail, Frames.OfText("no"))).Code);
    }
}

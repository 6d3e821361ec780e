using CsTelemetry.Grpc.Tests.Client;
using CsTelemetry.Grpc.Tests.Hosting;

namespace CsTelemetry.Grpc.Tests.Limits;

public sealed class MetricsTests
{
    [Fact]
    public async Task Calls_bytes_and_durations_add_up()
    {
        await using var host = await TestHost.StartAsync();
        using var client = await TestClient.WarmAsync(host);
        var warmBytes = Frames.OfBytes(1).Length;
        var frame = Frames.OfBytes(1, 2, 3);

        await client.CallAsync(EchoService.Duplex, [.. frame, .. frame]);
        Assert.Equal((EchoService.Duplex, "Ok"), await host.Calls.NextAsync());
        await client.CallAsync(EchoService.Fail, Frames.OfText("x"));
        Assert.Equal((EchoService.Fail, "Aborted"), await host.Calls.NextAsync());

        Assert.Equal(3, host.Calls.Sum("cstelemetry.grpc.calls"));
        Assert.Equal(0, host.Calls.Sum("cstelemetry.grpc.calls.active"));
        Assert.Equal(warmBytes + (2 * frame.Length), host.Calls.Sum("cstelemetry.grpc.sent"));
        Assert.Equal(warmBytes + (2 * frame.Length) + Frames.OfText("x").Length, host.Calls.Sum("cstelemetry.grpc.received"));
        Assert.Equal(3, host.Calls.DurationCount);
    }
}

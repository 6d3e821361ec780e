using CsTelemetry.Grpc.Health;
using CsTelemetry.Grpc.Tests.Client;
using CsTelemetry.Grpc.Tests.Hosting;
using CsTelemetry.Protocol.Grpc.Health.V1;
using ServingStatus = CsTelemetry.Protocol.Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace CsTelemetry.Grpc.Tests.Health;

public sealed class HealthTests
{
    private const string Service = "cstelemetry.v1.TelemetryCollector";

    [Fact]
    public async Task Check_tells_what_was_set_to_anybody()
    {
        await using var host = await TestHost.StartAsync();
        using var client = await TestClient.WarmAsync(host);
        host.Health.SetStatus(string.Empty, true);
        host.Health.SetStatus(Service, false);

        Assert.Equal(ServingStatus.Serving, await CheckAsync(client, string.Empty));
        Assert.Equal(ServingStatus.NotServing, await CheckAsync(client, Service));
    }

    [Fact]
    public async Task A_server_that_was_not_said_to_serve_does_not()
    {
        await using var host = await TestHost.StartAsync();
        using var client = await TestClient.WarmAsync(host);

        Assert.Equal(ServingStatus.NotServing, await CheckAsync(client, string.Empty));
    }

    [Fact]
    public async Task Check_of_an_unknown_service_is_not_found()
    {
        await using var host = await TestHost.StartAsync();
        using var client = await TestClient.WarmAsync(host);

        var answer = await client.CallAsync(HealthService.CheckPath, Request("nobody"));

        Assert.Equal(GrpcStatusCode.NotFound, answer.Code);
    }

    [Fact]
    public async Task A_request_far_too_large_for_a_name_is_refused()
    {
        await using var host = await TestHost.StartAsync();
        using var client = await TestClient.WarmAsync(host);

        var answer = await client.CallAsync(HealthService.CheckPath, Request(new string('x', 20_000)));

        Assert.Equal(GrpcStatusCode.ResourceExhausted, answer.Code);
    }

    [Fact]
    public async Task Watch_tells_now_and_after_each_change()
    {
        await using var host = await TestHost.StartAsync();
        using var client = await TestClient.WarmAsync(host);
        using var call = client.Open(HealthService.WatchPath);
        await call.WriteAsync(Request(Service));
        call.HalfClose();

        Assert.Equal(ServingStatus.ServiceUnknown, await NextAsync(call));
        host.Health.SetStatus(Service, true);
        Assert.Equal(ServingStatus.Serving, await NextAsync(call));
        host.Health.SetStatus("another", true);
        host.Health.SetStatus(Service, false);
        Assert.Equal(ServingStatus.NotServing, await NextAsync(call));
    }

    [Fact]
    public async Task A_watcher_too_many_is_refused_and_one_that_left_makes_room()
    {
        await using var host = await TestHost.StartAsync(new() { Options = options => options.MaxHealthWatcherCount = 1 });
        using var client = await TestClient.WarmAsync(host);
        var first = await WatchAsync(client);

        using var second = client.Open(HealthService.WatchPath);
        await second.WriteAsync(Request(Service));
        second.HalfClose();
        Assert.Equal(GrpcStatusCode.ResourceExhausted, (await second.EndAsync()).Code);
        Assert.Equal((HealthService.WatchPath, "ResourceExhausted"), await host.Calls.NextAsync());

        await first.CancelAsync();
        Assert.Equal((HealthService.WatchPath, "Cancelled"), await host.Calls.NextAsync());
        using var third = await WatchAsync(client);
        first.Dispose();
    }

    [Fact]
    public async Task A_stop_ends_watchers_and_turns_everything_to_not_serving()
    {
        await using var host = await TestHost.StartAsync();
        using var client = await TestClient.WarmAsync(host);
        host.Health.SetStatus(Service, true);
        using var call = await WatchAsync(client);

        host.Lifetime.StopApplication();

        Assert.Equal(GrpcStatusCode.Unavailable, (await call.EndAsync()).Code);
        Assert.Equal(ServingStatus.NotServing, await CheckAsync(client, Service));
    }

    private static byte[] Request(string service) => Frames.Of(new HealthCheckRequest { Service = service });

    private static async Task<StreamingCall> WatchAsync(TestClient client)
    {
        var call = client.Open(HealthService.WatchPath, ("authorization", "none"));
        await call.WriteAsync(Request(Service));
        call.HalfClose();
        await NextAsync(call);
        return call;
    }

    private static async Task<ServingStatus> NextAsync(StreamingCall call) =>
        HealthCheckResponse.Parser.ParseFrom((await call.ReadAsync())!.Plain).Status;

    private static async Task<ServingStatus> CheckAsync(TestClient client, string service)
    {
        var answer = await client.CallAsync(HealthService.CheckPath, Request(service), ("authorization", "none"));
        return HealthCheckResponse.Parser.ParseFrom(Assert.Single(answer.Messages).Plain).Status;
    }
}

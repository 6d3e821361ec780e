using System.Text.Json;
using CsTelemetry.Grpc.Tests.Hosting;

namespace CsTelemetry.Grpc.Tests.Peers;

/// <summary><c>buf curl</c> knows nothing of the services but what reflection tells.</summary>
public sealed class BufCurlTests
{
    [PeerTheory]
    [InlineData("grpc-v1")]
    [InlineData("grpc-v1alpha")]
    public async Task Methods_are_listed_by_reflection(string protocol)
    {
        await using var host = await TestHost.StartAsync();

        var methods = await RunAsync("--reflect-protocol", protocol, "--list-methods", host.Address.ToString());

        Assert.Equal(
            [
                "cstelemetry.v1.TelemetryCollector/Forget",
                "cstelemetry.v1.TelemetryCollector/Publish",
                "cstelemetry.v1.TelemetryCollector/PublishStream",
                "grpc.health.v1.Health/Check",
                "grpc.health.v1.Health/Watch",
                "grpc.reflection.v1.ServerReflection/ServerReflectionInfo",
                "grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo",
            ],
            methods.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [PeerFact]
    public async Task A_batch_is_published_from_json_by_reflection_alone()
    {
        await using var host = await TestHost.StartAsync();

        var response = await RunAsync(
            "--header", "authorization: Bearer " + FakeCollector.Key,
            "--data", """{"clientInstanceId": "5", "batchSequence": "9", "events": [{"kind": "EVENT_KIND_LOGIN", "accountId": "acme", "userId": "u"}]}""",
            new Uri(host.Address, FakeCollector.PublishPath).ToString());

        Assert.Equal("9", JsonDocument.Parse(response).RootElement.GetProperty("batchSequence").GetString());
        Assert.Equal("u", Assert.Single(Assert.Single(host.Collector.Published).Events).UserId);
    }

    [PeerFact]
    public async Task Health_is_checked()
    {
        await using var host = await TestHost.StartAsync();
        host.Health.SetStatus(string.Empty, true);

        var response = await RunAsync("--data", "{}", new Uri(host.Address, "/grpc.health.v1.Health/Check").ToString());

        Assert.Equal("SERVING", JsonDocument.Parse(response).RootElement.GetProperty("status").GetString());
    }

    private static async Task<string> RunAsync(params IEnumerable<string> arguments)
    {
        await PeerFolders.EnsureNodePackagesAsync();
        return await PeerProcess.RunAsync(
            Path.Combine(PeerFolders.Node, "node_modules", ".bin", "buf"),
            PeerFolders.Node,
            PeerFolders.InstallNode,
            ["curl", "--protocol", "grpc", "--http2-prior-knowledge", .. arguments]);
    }
}

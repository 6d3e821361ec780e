using System.Text.Json;
using CsTelemetry.Grpc.Tests.Hosting;

namespace CsTelemetry.Grpc.Tests.Peers;

/// <summary>A foreign client that publishes: Debian's python3-grpcio, or npm's grpc-js.</summary>
internal sealed record PublishingPeer(string Program, string Folder, string Script, string HowToInstall)
{
    public const string Python = "python3-grpcio";
    public const string Node = "grpc-js";

    public static PublishingPeer Named(string name) => name == Python
        ? new("/usr/bin/python3", PeerFolders.Python, "publish.py", "Install it: apt-get install python3-grpcio python3-protobuf protobuf-compiler protobuf-compiler-grpc.")
        : new("node", PeerFolders.Node, "publish.mjs", PeerFolders.InstallNode);

    public async Task<PublishResult> PublishAsync(TestHost host, string mode, params IEnumerable<string> more)
    {
        if (Program == "node")
        {
            await PeerFolders.EnsureNodePackagesAsync();
        }

        // What is said last counts, so that a test can change any of the first.
        var output = await PeerProcess.RunAsync(
            Program,
            Folder,
            HowToInstall,
            [Script, "--address", host.Address.Authority, "--key", FakeCollector.Key, "--account", "acme", "--events", "100", "--mode", mode, .. more]);
        return JsonSerializer.Deserialize<PublishResult>(output)!;
    }
}

using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using CsTelemetry.ClickHouse.Clusters;
using CsTelemetry.ClickHouse.Hosting;

namespace CsTelemetry.ClickHouse.Tests.Servers;

/// <summary>Two real servers that know each other as the two shards of the cluster "usage". A test may kill one of them.</summary>
internal sealed class TwoShards : IAsyncDisposable
{
    internal const string Name = "usage";

    private const string Password = "known to both";
    private readonly string _folder = Directory.CreateTempSubdirectory("cstelemetry-shards-").FullName;
    private readonly EmbeddedClickHouseOptions[] _options;
    private readonly EmbeddedClickHouse[] _servers;

    private TwoShards()
    {
        var ports = FreePorts(4);
        _options = [.. Enumerable.Range(1, 2).Select(number => new EmbeddedClickHouseOptions
        {
            DataDirectory = Path.Combine(_folder, $"shard-{number}"),
            Port = ports[number + 1],
            Shard = new EmbeddedShard(Name, number, ports[..2], Password),
            MaxServerMemoryBytes = 600_000_000,
        })];
        _servers = [.. _options.Select(options => new EmbeddedClickHouse(options))];
    }

    internal IReadOnlyList<Uri> Urls => [.. _options.Select(options => new Uri($"http://127.0.0.1:{options.Port}/"))];

    internal ClickHouseEndpoint Endpoint => _servers[0].Endpoint;

    internal static async Task<TwoShards> StartAsync()
    {
        await LibchdbInstallation.EnsureAsync();
        var shards = new TwoShards();
        await Task.WhenAll(shards._servers.Select(server => server.StartAsync(CancellationToken.None)));
        return shards;
    }

    /// <summary>Makes clients for a database that does not exist yet.</summary>
    internal StoreTopology NewTopology() => Topology("t_" + Guid.NewGuid().ToString("N"));

    internal StoreTopology Topology(string database) =>
        StoreTopology.Open(Endpoint.WithDatabase(database), Urls, new ClusterLayout(Name, IsReplicated: false, OnCluster: false));

    /// <summary>Ends the second shard as a power cut does and keeps it down.</summary>
    internal async Task StopSecondAsync()
    {
        using var process = Process.GetProcessById(_servers[1].ProcessId!.Value);
        process.Kill();
        await _servers[1].DisposeAsync();
    }

    /// <summary>Starts the second shard again on its files and ports.</summary>
    internal async Task StartSecondAsync()
    {
        _servers[1] = new EmbeddedClickHouse(_options[1]);
        await _servers[1].StartAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers)
        {
            await server.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    // All at once, so that no two are the same.
    private static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(listener => listener.Start());
        var ports = listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port).ToArray();
        listeners.ForEach(listener => listener.Stop());
        return ports;
    }
}

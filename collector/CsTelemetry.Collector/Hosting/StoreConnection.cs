using CsTelemetry.ClickHouse;
using CsTelemetry.ClickHouse.Clusters;
using CsTelemetry.ClickHouse.Hosting;

namespace CsTelemetry.Collector.Hosting;

/// <summary>Where the store is: at a server of the operator's, or in a child process of our own that ends with us.</summary>
internal sealed class StoreConnection : IAsyncDisposable
{
    private readonly EmbeddedClickHouse? _embedded;

    private StoreConnection(StoreTopology topology, EmbeddedClickHouse? embedded)
    {
        Topology = topology;
        _embedded = embedded;
    }

    public StoreTopology Topology { get; }

    public static async Task<StoreConnection> OpenAsync(CollectorSettings settings, ILoggerFactory logging, CancellationToken cancellationToken)
    {
        var options = settings.ClickHouse;
        if (options.Url is { } url)
        {
            var given = new ClickHouseEndpoint(url, options.User, options.Password, options.Database);
            return new StoreConnection(
                options.Shards.Count == 0 ? StoreTopology.Of(new ClickHouseClient(given)) : StoreTopology.Open(given, [.. options.Shards], options.Cluster.ToLayout()), null);
        }

        var embedded = new EmbeddedClickHouse(
            new EmbeddedClickHouseOptions
            {
                DataDirectory = settings.DataPath("clickhouse"),
                LibraryPath = options.LibraryPath,
                MaxServerMemoryBytes = options.MaxServerMemoryBytes,
                Niceness = options.Niceness,
            },
            TimeProvider.System,
            logging.CreateLogger<EmbeddedClickHouse>());
        try
        {
            var endpoint = await embedded.StartAsync(cancellationToken);
            return new StoreConnection(StoreTopology.Of(new ClickHouseClient(endpoint.WithDatabase(options.Database))), embedded);
        }
        catch
        {
            await embedded.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync()
    {
        Topology.Dispose();
        return _embedded?.DisposeAsync() ?? ValueTask.CompletedTask;
    }
}

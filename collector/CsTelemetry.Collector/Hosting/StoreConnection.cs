using CsTelemetry.ClickHouse;
using CsTelemetry.ClickHouse.Analysis;
using CsTelemetry.ClickHouse.Clusters;
using CsTelemetry.ClickHouse.Hosting;

namespace CsTelemetry.Collector.Hosting;

/// <summary>Where the store is: at a server of the operator's, or in a child process of our own that ends with us.</summary>
internal sealed class StoreConnection : IAsyncDisposable
{
    private readonly EmbeddedClickHouse? _embedded;

    private readonly ClickHouseClient? _reader;

    private StoreConnection(StoreTopology topology, ClickHouseEndpoint? reader, EmbeddedClickHouse? embedded)
    {
        Topology = topology;
        _embedded = embedded;
        _reader = reader is null ? null : new ClickHouseClient(reader.WithDatabase(AnalysisSchema.DatabaseOf(reader.Database)));
        Analysis = new AnalysisStore(topology.Client, _reader);
    }

    public StoreTopology Topology { get; }

    /// <summary>Gets where the SQL that people write is run.</summary>
    public AnalysisStore Analysis { get; }

    public static async Task<StoreConnection> OpenAsync(CollectorSettings settings, ILoggerFactory logging, CancellationToken cancellationToken)
    {
        var options = settings.ClickHouse;
        if (options.Url is { } url)
        {
            var given = new ClickHouseEndpoint(url, options.User, options.Password, options.Database);
            return new StoreConnection(
                options.Shards.Count == 0 ? StoreTopology.Of(new ClickHouseClient(given)) : StoreTopology.Open(given, [.. options.Shards], options.Cluster.ToLayout()),
                options.ReaderUser is { } reader ? given.WithUser(reader, options.ReaderPassword) : null,
                embedded: null);
        }

        var embedded = new EmbeddedClickHouse(
            new EmbeddedClickHouseOptions
            {
                DataDirectory = settings.DataPath("clickhouse"),
                Database = options.Database,
                LibraryPath = options.LibraryPath,
                MaxServerMemoryBytes = options.MaxServerMemoryBytes,
                Niceness = options.Niceness,
            },
            TimeProvider.System,
            logging.CreateLogger<EmbeddedClickHouse>());
        try
        {
            var endpoint = await embedded.StartAsync(cancellationToken);
            return new StoreConnection(StoreTopology.Of(new ClickHouseClient(endpoint)), embedded.ReaderEndpoint, embedded);
        }
        catch
        {
            await embedded.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync()
    {
        _reader?.Dispose();
        Topology.Dispose();
        return _embedded?.DisposeAsync() ?? ValueTask.CompletedTask;
    }
}

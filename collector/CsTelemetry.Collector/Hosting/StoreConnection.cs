using CsTelemetry.ClickHouse;
using CsTelemetry.ClickHouse.Hosting;

namespace CsTelemetry.Collector.Hosting;

/// <summary>Where the store is: at a server of the operator's, or in a child process of our own that ends with us.</summary>
internal sealed class StoreConnection : IAsyncDisposable
{
    private readonly EmbeddedClickHouse? _embedded;

    private StoreConnection(ClickHouseEndpoint endpoint, EmbeddedClickHouse? embedded)
    {
        Endpoint = endpoint;
        _embedded = embedded;
    }

    public ClickHouseEndpoint Endpoint { get; }

    public static async Task<StoreConnection> OpenAsync(CollectorSettings settings, ILoggerFactory logging, CancellationToken cancellationToken)
    {
        var options = settings.ClickHouse;
        if (options.Url is { } url)
        {
            return new StoreConnection(new ClickHouseEndpoint(url, options.User, options.Password, options.Database), null);
        }

        var embedded = new EmbeddedClickHouse(
            new EmbeddedClickHouseOptions
            {
                DataDirectory = settings.DataPath("clickhouse"),
                LibraryPath = options.LibraryPath,
                MaxServerMemoryBytes = options.MaxServerMemoryBytes,
            },
            TimeProvider.System,
            logging.CreateLogger<EmbeddedClickHouse>());
        try
        {
            var endpoint = await embedded.StartAsync(cancellationToken);
            return new StoreConnection(endpoint.WithDatabase(options.Database), embedded);
        }
        catch
        {
            await embedded.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => _embedded?.DisposeAsync() ?? ValueTask.CompletedTask;
}

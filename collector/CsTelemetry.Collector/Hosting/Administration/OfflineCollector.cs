using CsTelemetry.Collector.Administering;

namespace CsTelemetry.Collector.Hosting.Administration;

/// <summary>
/// A collector without ports: it takes the data directory, starts the store and carries the log into it, so that operations find
/// what they find in a running one. Nothing outside this process can reach it.
/// </summary>
internal sealed class OfflineCollector : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly StoreConnection _store;

    private OfflineCollector(IHost host, StoreConnection store)
    {
        (_host, _store) = (host, store);
    }

    public OperationCatalog Operations => _host.Services.GetRequiredService<OperationCatalog>();

    /// <param name="settings">The configuration.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <exception cref="AdministrationException">Another process has the directory, or the store does not start.</exception>
    public static async Task<OfflineCollector> StartAsync(CollectorSettings settings, CancellationToken cancellationToken)
    {
        using var logging = LoggerFactory.Create(Quietly);
        StoreConnection? store = null;
        try
        {
            store = await StoreConnection.OpenAsync(settings, logging, cancellationToken);
            var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
            Quietly(builder.Logging);
            builder.Services.AddCollector(settings, store.Topology);
            builder.Services.AddSingleton(new ConfigurationFiles(((IConfigurationBuilder)builder.Configuration).Sources));
            var host = builder.Build();
            await host.StartAsync(cancellationToken);
            return new OfflineCollector(host, store);
        }
        catch (Exception exception)
        {
            if (store is not null)
            {
                await store.DisposeAsync();
            }

            throw exception is OperationCanceledException
                ? exception
                : new AdministrationException($"No collector answers on {settings.DataPath(DataFolder.SocketName)}, and the store could not be started without one: {exception.Message}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        if (_host is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }

        await _store.DisposeAsync();
    }

    // The standard output belongs to the command.
    private static void Quietly(ILoggingBuilder logging)
    {
        logging.SetMinimumLevel(LogLevel.Warning);
        logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}

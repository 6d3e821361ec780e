using CsTelemetry.ClickHouse;
using CsTelemetry.ClickHouse.Hosting;
using CsTelemetry.ClickHouse.Schema;
using CsTelemetry.ClickHouse.Tests.Servers;
using CsTelemetry.Collector.Tests.Making;

namespace CsTelemetry.Collector.Tests.Storing;

/// <summary>Runs one embedded ClickHouse for all tests of the collection; each test has a database of its own.</summary>
public sealed class StoreFixture : IAsyncLifetime, IDisposable
{
    private readonly ScratchFolder _folder = new();
    private EmbeddedClickHouse _server = null!;

    public async Task InitializeAsync()
    {
        await LibchdbInstallation.EnsureAsync();
        _server = new EmbeddedClickHouse(new EmbeddedClickHouseOptions { DataDirectory = _folder.Path });
        await _server.StartAsync(CancellationToken.None);
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    /// <summary>Makes a database with the schema, and a client for it.</summary>
    internal async Task<ClickHouseClient> NewStoreAsync()
    {
        var client = new ClickHouseClient(_server.Endpoint.WithDatabase("t_" + Guid.NewGuid().ToString("N")));
        await new SchemaMigrator(client).MigrateAsync(CancellationToken.None);
        return client;
    }
}

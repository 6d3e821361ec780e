using CsTelemetry.ClickHouse;
using CsTelemetry.ClickHouse.Hosting;
using CsTelemetry.ClickHouse.Tests.Servers;
using CsTelemetry.Collector.Tests.Making;

namespace CsTelemetry.Collector.Tests.Storing;

/// <summary>Runs one embedded ClickHouse for all tests of the collection; each test has a database of its own.</summary>
public sealed class StoreFixture : IAsyncLifetime, IDisposable
{
    // Tests come one after the other, and each needs a few; hundreds of databases with all their tables would fill the server's memory.
    private const int MaxStoreCount = 40;

    private readonly ScratchFolder _folder = new();
    private readonly Queue<string> _stores = new();
    private EmbeddedClickHouse _server = null!;
    private StoreTemplate _template = null!;

    public async Task InitializeAsync()
    {
        await LibchdbInstallation.EnsureAsync();
        _server = new EmbeddedClickHouse(new EmbeddedClickHouseOptions { DataDirectory = _folder.Path, MaxServerMemoryBytes = 3_000_000_000 });
        _template = await StoreTemplate.MakeAsync(await _server.StartAsync(CancellationToken.None));
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    /// <summary>Makes a database with the schema, and a client for it.</summary>
    internal async Task<ClickHouseClient> NewStoreAsync()
    {
        var client = new ClickHouseClient(_server.Endpoint.WithDatabase("t_" + Guid.NewGuid().ToString("N")));
        await _template.CopyToAsync(client);
        _stores.Enqueue(client.Endpoint.Database);
        await DropOldestAsync();
        return client;
    }

    /// <summary>Makes a database that holds what another one holds, and a client for it: quicker than to fill it anew.</summary>
    internal async Task<ClickHouseClient> CopyOfAsync(ClickHouseClient filled)
    {
        var client = await NewStoreAsync();
        var tables = await client.QueryAsync(
            "SELECT name FROM system.tables WHERE database = currentDatabase() AND engine LIKE '%MergeTree' AND name != 'schema_migrations'", null, row => row.ReadString(), CancellationToken.None);
        foreach (var table in tables)
        {
            // Parts as they are: no view sees them, so none fills anything twice.
            await client.ExecuteAsync($"ALTER TABLE {table} ATTACH PARTITION ALL FROM {filled.Endpoint.Database}.{table}", null, CancellationToken.None);
        }

        return client;
    }

    private async Task DropOldestAsync()
    {
        using var owner = new ClickHouseClient(_server.Endpoint.WithDatabase("default"));
        while (_stores.Count > MaxStoreCount)
        {
            await owner.ExecuteAsync($"DROP DATABASE {_stores.Dequeue()} SYNC", null, CancellationToken.None);
        }
    }
}

using CsTelemetry.ClickHouse.Hosting;

namespace CsTelemetry.ClickHouse.Tests.Servers;

/// <summary>Runs one embedded server for all tests of the collection; each test makes its own database.</summary>
public sealed class EmbeddedFixture : IAsyncLifetime, IDisposable
{
    private readonly ScratchFolder _folder = new();

    public EmbeddedClickHouse Server { get; private set; } = null!;

    public ClickHouseEndpoint Endpoint => Server.Endpoint;

    public async Task InitializeAsync()
    {
        await LibchdbInstallation.EnsureAsync();
        Server = new EmbeddedClickHouse(new EmbeddedClickHouseOptions { DataDirectory = _folder.Path });
        await Server.StartAsync(CancellationToken.None);
    }

    public async Task DisposeAsync() => await Server.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    /// <summary>Makes an empty database and a client for it.</summary>
    public async Task<ClickHouseClient> NewDatabaseAsync()
    {
        var client = new ClickHouseClient(Endpoint.WithDatabase("t_" + Guid.NewGuid().ToString("N")));
        await client.ExecuteAsync(
            new ClickHouseQuery($"CREATE DATABASE {client.Endpoint.Database}") { InDatabase = false }, CancellationToken.None);
        return client;
    }
}

namespace CsTelemetry.ClickHouse.Tests.Servers;

/// <summary>Runs one cluster for all tests of the collection; each test makes its own database.</summary>
public sealed class TwoShardsFixture : IAsyncLifetime
{
    internal TwoShards Shards { get; private set; } = null!;

    public async Task InitializeAsync() => Shards = await TwoShards.StartAsync();

    public async Task DisposeAsync() => await Shards.DisposeAsync();
}

using CsTelemetry.Adoption.Tests.Histories;
using CsTelemetry.ClickHouse;
using CsTelemetry.Collector.Tests.Storing;

namespace CsTelemetry.Collector.Tests.Measuring;

/// <summary>Holds 60 made-up tenants in one real store, filled once for all tests of the class.</summary>
public sealed class HistoryStore(StoreFixture fixture) : IAsyncLifetime
{
    private const int TenantCount = 60;

    internal ClickHouseClient Client { get; private set; } = null!;

    internal IReadOnlyList<(string Tenant, History History)> Tenants { get; private set; } = [];

    public async Task InitializeAsync()
    {
        Client = await fixture.NewStoreAsync();
        Tenants = [.. Enumerable.Range(2000, TenantCount).Select(seed => ($"seed-{seed}", new RandomHistory(seed).Make(1 + (seed % 5))))];
        await HistoryRows.AddAsync(Client, Tenants);
    }

    public Task DisposeAsync()
    {
        Client.Dispose();
        return Task.CompletedTask;
    }
}

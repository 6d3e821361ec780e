using CsTelemetry.ClickHouse.Clusters;
using CsTelemetry.ClickHouse.Landing;
using CsTelemetry.ClickHouse.Schema;
using CsTelemetry.ClickHouse.Tests.Servers;

namespace CsTelemetry.ClickHouse.Tests.Landing;

[Collection(EmbeddedServerTests.Name)]
public sealed class MergeTuningTests(EmbeddedFixture fixture)
{
    private const string Setting = "min_parts_to_merge_at_once";

    [Fact]
    public async Task Both_large_tables_are_told_once_how_many_parts_to_merge()
    {
        using var client = await MigratedAsync();
        var tuning = new MergeTuning(StoreTopology.Of(client));

        Assert.Equal(2, await tuning.ApplyAsync(CancellationToken.None));
        Assert.Equal(0, await tuning.ApplyAsync(CancellationToken.None));

        foreach (var (table, count) in MergeTuning.LeastParts)
        {
            Assert.Contains($"{Setting} = {count}", await EngineAsync(client, table), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_an_operator_has_set_stays()
    {
        using var client = await MigratedAsync();
        await client.ExecuteAsync($"ALTER TABLE events MODIFY SETTING {Setting} = 7", null, CancellationToken.None);

        Assert.Equal(1, await new MergeTuning(StoreTopology.Of(client)).ApplyAsync(CancellationToken.None));

        Assert.Contains($"{Setting} = 7", await EngineAsync(client, "events"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_without_the_tables_is_left_alone()
    {
        using var client = await fixture.NewDatabaseAsync();

        Assert.Equal(0, await new MergeTuning(StoreTopology.Of(client)).ApplyAsync(CancellationToken.None));
    }

    private async Task<ClickHouseClient> MigratedAsync()
    {
        var client = await fixture.NewDatabaseAsync();
        await new SchemaMigrator(client).MigrateAsync(CancellationToken.None);
        return client;
    }

    private static async Task<string> EngineAsync(ClickHouseClient client, string table) =>
        (await client.QueryAsync($"SELECT engine_full FROM system.tables WHERE database = currentDatabase() AND name = '{table}'", null, row => row.ReadString(), CancellationToken.None))[0];
}

using CsTelemetry.ClickHouse;
using CsTelemetry.Collector.Tests.Making;

namespace CsTelemetry.Collector.Tests.Storing;

/// <summary>Damages the real store between an insert and its audit, as a crash of the store can, and starts the collector again.</summary>
[Collection(RealStoreTests.Name)]
public sealed class LandingRepairTests(StoreFixture fixture) : IAsyncLifetime, IDisposable
{
    private const int AuditFoundFaults = 3003;
    private const int MonthResent = 3004;
    private const int RollupRebuilt = 3005;

    private readonly ScratchFolder _folder = new();
    private readonly List<ValidatedBatch> _batches = [.. new StoreEvents(41).Many(10, events: 60)];
    private ClickHouseClient _client = null!;

    public async Task InitializeAsync() => _client = await fixture.NewStoreAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _client.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Rows_that_were_lost_although_their_token_is_noted_are_sent_again()
    {
        var messages = await RestartedAfterAsync((_, _) => ExecuteAsync("ALTER TABLE events DELETE WHERE 1 SETTINGS mutations_sync = 2"));

        Assert.Contains(MonthResent, messages);
        Assert.Contains(RollupRebuilt, messages);
    }

    [Fact]
    public async Task Of_a_month_that_was_lost_in_part_only_that_month_is_sent_again()
    {
        var messages = await RestartedAfterAsync((_, cuts) =>
            ExecuteAsync($"ALTER TABLE events DELETE WHERE toYYYYMM(day) = 202605 AND wal_batch = {cuts[1].Range.First} AND quantity > 4 SETTINGS mutations_sync = 2"));

        Assert.Single(messages, MonthResent);
        Assert.Contains(RollupRebuilt, messages);
    }

    [Fact]
    public async Task Rows_lost_from_raw_and_rollup_alike_are_sent_again()
    {
        var messages = await RestartedAfterAsync(async (_, _) =>
        {
            await ExecuteAsync("ALTER TABLE events DELETE WHERE toYYYYMM(day) = 202606 SETTINGS mutations_sync = 2");
            await ExecuteAsync("ALTER TABLE usage_daily DELETE WHERE toYYYYMM(day) = 202606 SETTINGS mutations_sync = 2");
        });

        Assert.Contains(MonthResent, messages);
    }

    [Fact]
    public async Task A_rollup_that_lost_rows_is_rebuilt_from_the_raw_table()
    {
        var messages = await RestartedAfterAsync((_, _) =>
            ExecuteAsync("ALTER TABLE usage_daily DELETE WHERE user_id = 'üser-1' SETTINGS mutations_sync = 2"));

        Assert.DoesNotContain(MonthResent, messages);
        Assert.Contains(RollupRebuilt, messages);
    }

    [Fact]
    public async Task Rows_that_are_there_twice_are_reduced_to_one()
    {
        var messages = await RestartedAfterAsync((pipeline, cuts) => pipeline.InsertAsync(cuts[0], token: "another token"));

        Assert.Contains(MonthResent, messages);
        Assert.Contains(RollupRebuilt, messages);
    }

    [Fact]
    public async Task Lost_doubled_and_damaged_at_once_all_of_it_is_mended()
    {
        await RestartedAfterAsync(async (pipeline, cuts) =>
        {
            await pipeline.InsertAsync(cuts[2], token: "another token");
            await ExecuteAsync($"ALTER TABLE events DELETE WHERE wal_batch = {cuts[0].Range.First} SETTINGS mutations_sync = 2");
            await ExecuteAsync("ALTER TABLE usage_daily DELETE WHERE kind = 'login' SETTINGS mutations_sync = 2");
        });
    }

    private Task ExecuteAsync(string sql) => StoreAssert.ExecuteAsync(_client, sql);

    /// <summary>Inserts everything, damages it, restarts, and checks that all is well; tells what the writer logged.</summary>
    private async Task<IReadOnlyCollection<int>> RestartedAfterAsync(Func<StorePipeline, List<Cut>, Task> damage)
    {
        await using (var crashed = new StorePipeline(_folder.Path, _client))
        {
            await crashed.AcceptAsync(_batches);
            var cuts = await crashed.CutAsync();
            foreach (var cut in cuts)
            {
                await crashed.PinAsync(cut);
                await crashed.InsertAsync(cut);
            }

            await StoreAssert.HoldsOnceAsync(_client, _batches);
            await damage(crashed, cuts);
        }

        await using var restarted = new StorePipeline(_folder.Path, _client);
        await restarted.RunUntilVerifiedAsync();

        await StoreAssert.HoldsOnceAsync(_client, _batches);
        Assert.Contains(AuditFoundFaults, restarted.Messages.Ids);
        Assert.Equal((600, 0), (restarted.Books.Read().Verified, restarted.Books.Read().Pending));
        return restarted.Messages.Ids;
    }
}

using CsTelemetry.ClickHouse;
using CsTelemetry.ClickHouse.Clusters;
using CsTelemetry.ClickHouse.Erasing;
using CsTelemetry.ClickHouse.Schema;
using CsTelemetry.ClickHouse.Tests.Servers;
using CsTelemetry.Collector.Tests.Knowing;
using CsTelemetry.Collector.Tests.Making;
using CsTelemetry.Collector.Tests.Scoring;
using CsTelemetry.Collector.Tests.Storing;

namespace CsTelemetry.Collector.Tests.Clusters;

/// <summary>Collectors on two real shards: each test has its own pair of servers, and may take one away.</summary>
[Collection(SecondStoreTests.Name)]
public sealed class ClusterTests(StoreFixture fixture) : IAsyncLifetime, IDisposable
{
    private readonly ScratchFolder _folder = new();
    private readonly List<ValidatedBatch> _batches = [.. new StoreEvents(83).Many(20, events: 60)];
    private TwoShards _shards = null!;
    private StoreTopology _topology = null!;

    public async Task InitializeAsync()
    {
        _shards = await TwoShards.StartAsync();
        _topology = _shards.NewTopology();
        await new SchemaMigrator(_topology).MigrateAsync(CancellationToken.None);
    }

    public async Task DisposeAsync() => await _shards.DisposeAsync();

    public void Dispose()
    {
        _topology.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Every_question_has_the_same_answer_as_on_one_server()
    {
        using var single = await fixture.NewStoreAsync();
        await LandAsync("single", StoreTopology.Of(single), _batches);
        await LandAsync("cluster", _topology, _batches);
        await StoreAssert.HoldsOnceAsync(_topology.Client, _batches);
        await TellAsync(single);
        await TellAsync(_topology.Client);
        await ScoreQuestions.ScoreAsync(single);
        await ScoreQuestions.ScoreAsync(_topology.Client);

        foreach (var tenant in (string[])["demo", "other", ScoringLab.Tenant, "nobody"])
        {
            var expected = await EveryQuestion.AskAsync(single, tenant, Sample.Today);
            var answers = await EveryQuestion.AskAsync(_topology.Client, tenant, Sample.Today);

            Assert.Equal(expected.Keys, answers.Keys);
            Assert.All(expected, question => Assert.Equal(question.Value, answers[question.Key]));
        }
    }

    [Fact]
    public async Task While_a_shard_is_down_nothing_is_answered_in_part()
    {
        await LandAsync("cluster", _topology, _batches);
        await _shards.StopSecondAsync();

        var failures = await EveryQuestion.FailuresAsync(_topology.Client, "demo", Sample.Today);

        Assert.All(failures, failure => Assert.Equal(279, failure.Value?.Code));
    }

    [Fact]
    public async Task A_shard_that_is_killed_while_events_land_gets_all_of_them_once_when_it_is_back()
    {
        await using var pipeline = new StorePipeline(_folder.File("one"), _topology);
        await pipeline.AcceptAsync(_batches.Take(10));
        pipeline.Start();
        await pipeline.StepsAsync(2);
        await _shards.StopSecondAsync();
        await pipeline.AcceptAsync(_batches.Skip(10));
        Assert.False(pipeline.Log.LastDurableSequence < 20);

        await _shards.StartSecondAsync();
        await pipeline.VerifiedAsync();
        await pipeline.StopAsync();

        await StoreAssert.HoldsOnceAsync(_topology.Client, _batches);
        Assert.Equal((20 * 60, 0), (pipeline.Books.Read().Verified, pipeline.Books.Read().Pending));
    }

    [Fact]
    public async Task What_reached_two_collectors_is_removed_from_every_shard()
    {
        var later = _batches.Skip(5).Select(batch => batch with { ReceivedAt = batch.ReceivedAt.AddSeconds(9) }).ToList();
        await using var first = await LandAsync("first", _topology, _batches.Take(15));
        await using var second = await LandAsync("second", _topology, later);

        await first.NewSweep().WorkAsync(first.Log.LastDurableSequence, CancellationToken.None);
        await second.NewSweep().WorkAsync(second.Log.LastDurableSequence, CancellationToken.None);

        await StoreAssert.HoldsOnceAsync(_topology.Client, _batches.Take(15).Concat(later.Skip(10)));
    }

    [Fact]
    public async Task A_user_is_erased_from_every_shard_and_what_came_after_the_order_stays()
    {
        await LandAsync("cluster", _topology, _batches);
        var store = new ErasureStore(_topology);
        var subject = new ErasureSubject("receipt1", "demo", "üser-1", "", Sample.Now.AddMilliseconds(12));
        var found = await store.ScanAsync(subject, CancellationToken.None);
        var others = await CountAsync("user_id != 'üser-1' OR tenant != 'demo'");
        Assert.True(found is { RawRows: > 0, RollupRows: > 0 }, found.ToString());

        await store.EraseAsync(subject, CancellationToken.None);
        await store.ForgetNamesAsync(subject.ReceiptId, CancellationToken.None);
        await store.WriteAsync(ErasureReceipt.Begin(subject).AtLeast(found), CancellationToken.None);

        Assert.True((await store.ScanAsync(subject, CancellationToken.None)).IsClean);
        Assert.Equal(found.KeptRows, await CountAsync("user_id = 'üser-1' AND tenant = 'demo'"));
        Assert.Equal(others, await CountAsync("user_id != 'üser-1' OR tenant != 'demo'"));
        await StoreAssert.RollupIsTrueAsync(_topology.Client);
        Assert.Equal(subject.UserHash, (await store.ReceiptAsync("demo", "receipt1", CancellationToken.None))?.UserHash);
    }

    private static async Task TellAsync(ClickHouseClient client)
    {
        using var book = KnowledgeSample.NewBook(client);
        await book.WriteAsync(KnowledgeSample.Account("account-1", """{"excluded":true}"""));
        await book.WriteAsync(KnowledgeSample.Account("account-2", """{"name":"counted"}"""));
        await book.WriteAsync(KnowledgeSample.User("account-3", "üser-2", """{"actor":"agent"}"""));
        await book.WriteAsync(KnowledgeSample.Feature("feature.0", """{"kind":"navigation"}"""));
    }

    private async Task<StorePipeline> LandAsync(string name, StoreTopology topology, IEnumerable<ValidatedBatch> batches)
    {
        var pipeline = new StorePipeline(_folder.File(name), topology);
        await pipeline.AcceptAsync(batches);
        await pipeline.RunUntilVerifiedAsync();
        return pipeline;
    }

    private async Task<long> CountAsync(string condition)
    {
        var rows = await _topology.Client.QueryAsync($"SELECT count() FROM events WHERE {condition}", null, row => (long)row.ReadUInt64(), CancellationToken.None);
        return rows[0];
    }
}

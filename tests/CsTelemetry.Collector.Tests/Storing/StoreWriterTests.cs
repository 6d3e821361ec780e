using CsTelemetry.ClickHouse;
using CsTelemetry.Collector.Accepting;
using CsTelemetry.Collector.Journal;
using CsTelemetry.Collector.Tests.Making;

namespace CsTelemetry.Collector.Tests.Storing;

/// <summary>Carries a real log into the real ClickHouse.</summary>
[Collection(RealStoreTests.Name)]
public sealed class StoreWriterTests(StoreFixture fixture) : IAsyncLifetime, IDisposable
{
    private const int StepFailed = 3002;
    private const int AuditFoundFaults = 3003;

    private readonly ScratchFolder _folder = new();
    private ClickHouseClient _client = null!;

    public async Task InitializeAsync() => _client = await fixture.NewStoreAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _client.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Everything_in_the_log_lands_once()
    {
        await using var pipeline = Open();
        var batches = new StoreEvents(1).Many(30, events: 40);
        await pipeline.AcceptAsync(batches);

        await pipeline.RunUntilVerifiedAsync();

        await StoreAssert.HoldsOnceAsync(_client, batches);
        Assert.DoesNotContain(AuditFoundFaults, pipeline.Messages.Ids);
        Assert.Equal((1200, 0), (pipeline.Books.Read().Verified, pipeline.Books.Read().Pending));
    }

    [Fact]
    public async Task Inserts_that_follow_each_other_are_audited_together()
    {
        var options = new Collector.Storing.StoreOptions { FlushInterval = TimeSpan.FromMilliseconds(20), MaxBatchEvents = 150, AuditInterval = TimeSpan.FromMinutes(5) };
        await using var pipeline = new StorePipeline(_folder.Path, _client, options: options);
        var batches = new StoreEvents(9).Many(20, events: 20);
        await pipeline.AcceptAsync(batches);

        await pipeline.RunUntilVerifiedAsync();

        Assert.Equal(3, pipeline.Log.Records(JournalRecordKind.Frozen, JournalFormat.ReadFrozen).Count);
        Assert.Single(pipeline.Log.Records(JournalRecordKind.Verified, JournalFormat.ReadCheckpoint));
        await StoreAssert.HoldsOnceAsync(_client, batches);
    }

    [Fact]
    public async Task What_has_landed_stays_in_the_books_over_a_restart_and_is_not_inserted_again()
    {
        var batches = new StoreEvents(2).Many(10, events: 40);
        await using (var first = Open())
        {
            await first.AcceptAsync(batches);
            await first.RunUntilVerifiedAsync();
        }

        await using var second = Open();
        Assert.Equal((400, 0), (second.Books.Read().Verified, second.Books.Read().Pending));
        var more = new StoreEvents(3).Many(12, events: 5).Skip(10).ToList();
        await second.AcceptAsync(more);
        await second.RunUntilVerifiedAsync();

        await StoreAssert.HoldsOnceAsync(_client, [.. batches, .. more]);
        Assert.Equal((410, 0), (second.Books.Read().Verified, second.Books.Read().Pending));
        Assert.All(second.Log.Records(JournalRecordKind.Frozen, JournalFormat.ReadFrozen), pin => Assert.True(pin.Content.Last < pin.Sequence));
    }

    [Fact]
    public async Task Batches_are_written_down_before_their_segments_go()
    {
        RecordingWitness? witness = null;
        var batches = new StoreEvents(4).Many(70, events: 60);
        await using (var pipeline = Open(made => witness = new RecordingWitness(made)))
        {
            await pipeline.AcceptAsync(batches);
            Assert.True(pipeline.Log.Segments.Count > 2);

            await pipeline.RunUntilVerifiedAsync();

            Assert.Equal(1, witness!.FirstSequences[0]);
            Assert.True(pipeline.Log.FirstSequence > witness.FirstSequences[^1]);
        }

        // The log no longer has the first batches; a retry of one is known all the same.
        await using var restarted = Open();
        Assert.DoesNotContain(restarted.Log.Batches(), found => found.Batch.Identity.BatchSequence == 1);
        Assert.All(batches, batch => Assert.Equal(BatchClaimState.Repeated, restarted.Memory.Claim(batch.Identity).State));
        await StoreAssert.HoldsOnceAsync(_client, batches);
    }

    [Fact]
    public async Task While_the_memory_cannot_be_written_down_nothing_is_deleted_and_the_store_goes_on()
    {
        RecordingWitness? witness = null;
        await using var pipeline = Open(made => witness = new RecordingWitness(made, fails: true));
        var events = new StoreEvents(5);
        var batches = events.Many(40, events: 60).ToList();
        await pipeline.AcceptAsync(batches);
        pipeline.Start();
        await witness!.Failed.WaitAsync(TimeSpan.FromSeconds(60));
        await pipeline.VerifiedAsync();
        Assert.Equal(1, pipeline.Log.FirstSequence);

        witness.Mend();
        var last = events.Next(60);
        await pipeline.AcceptAsync([last]);
        await pipeline.VerifiedAsync();
        await pipeline.StopAsync();

        Assert.True(pipeline.Log.FirstSequence > 1);
        await StoreAssert.HoldsOnceAsync(_client, [.. batches, last]);
    }

    [Fact]
    public async Task A_store_that_is_not_there_is_waited_for_and_nothing_is_lost()
    {
        var port = PortForwarder.DrawPort();
        using var distant = ClientAt(port);
        await using var pipeline = new StorePipeline(_folder.Path, distant);
        var batches = new StoreEvents(6).Many(10, events: 40);
        await pipeline.AcceptAsync(batches);
        pipeline.Start();

        await pipeline.Failures.Seen(StepFailed).WaitAsync(TimeSpan.FromSeconds(60));
        Assert.NotNull(pipeline.Health.Store.Fault);
        Assert.Equal((0, 400), (pipeline.Books.Read().Verified, pipeline.Books.Read().Pending));

        await using var forwarder = new PortForwarder(port, _client.Endpoint.Url);
        await pipeline.VerifiedAsync();
        await pipeline.StopAsync();

        Assert.Null(pipeline.Health.Store.Fault);
        await StoreAssert.HoldsOnceAsync(_client, batches);
    }

    [Fact]
    public async Task An_insert_whose_answer_was_lost_is_sent_again_and_lands_once()
    {
        var port = PortForwarder.DrawPort();
        await using var forwarder = new PortForwarder(port, _client.Endpoint.Url, answersToLose: 6);
        using var distant = ClientAt(port);
        await using var pipeline = new StorePipeline(_folder.Path, distant);
        var batches = new StoreEvents(7).Many(10, events: 40);
        await pipeline.AcceptAsync(batches);

        await pipeline.RunUntilVerifiedAsync();

        Assert.True(forwarder.AnswersToLose <= 0);
        Assert.Contains(StepFailed, pipeline.Failures.Ids);
        Assert.DoesNotContain(AuditFoundFaults, pipeline.Messages.Ids);
        await StoreAssert.HoldsOnceAsync(_client, batches);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Stopped_and_started_again_at_any_step_it_lands_everything_once(int seed)
    {
        var random = new Random(seed);
        var events = new StoreEvents(seed);
        var accepted = new List<ValidatedBatch>();
        for (var restart = 0; restart < 12; restart++)
        {
            await using var pipeline = Open();
            var more = events.Many(random.Next(1, 8), events: random.Next(1, 90)).ToList();
            await pipeline.AcceptAsync(more);
            accepted.AddRange(more);
            pipeline.Start();
            await pipeline.StepsAsync(random.Next(1, 6));
        }

        await using var last = Open();
        await last.RunUntilVerifiedAsync();

        await StoreAssert.HoldsOnceAsync(_client, accepted);
        Assert.Equal((accepted.Sum(batch => batch.Events.Count), 0), (last.Books.Read().Verified, last.Books.Read().Pending));
    }

    private StorePipeline Open(Func<StorePipeline, IRetirementWitness>? witness = null) => new(_folder.Path, _client, witness);

    private ClickHouseClient ClientAt(int port) => new(new ClickHouseEndpoint(
        new Uri($"http://127.0.0.1:{port}/"), _client.Endpoint.User, _client.Endpoint.Password, _client.Endpoint.Database));
}

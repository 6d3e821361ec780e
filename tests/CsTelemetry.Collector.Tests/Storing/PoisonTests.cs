using CsTelemetry.ClickHouse;
using CsTelemetry.Collector.Journal;
using CsTelemetry.Collector.Tests.Making;

namespace CsTelemetry.Collector.Tests.Storing;

/// <summary>Rows that the real store refuses, by a constraint that the test adds: they are found, set aside, counted, and hold nothing up.</summary>
[Collection(SecondStoreTests.Name)]
public sealed class PoisonTests(StoreFixture fixture) : IAsyncLifetime, IDisposable
{
    private const int RowsExcluded = 3008;
    private const int AuditFoundFaults = 3003;
    private const int SegmentHeaderBytes = 64;
    private const int RecordHeaderBytes = 20;

    private readonly ScratchFolder _folder = new();
    private ClickHouseClient _client = null!;

    public async Task InitializeAsync()
    {
        _client = await fixture.NewStoreAsync();
        await ExecuteAsync("ALTER TABLE quarantine REMOVE TTL");
        await ExecuteAsync($"ALTER TABLE events ADD CONSTRAINT no_poison CHECK session_id != '{Poison.Mark}'");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _client.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 7)]
    [InlineData(3, 19)]
    public async Task Poison_rows_go_to_quarantine_and_all_others_land_once(int seed, int count)
    {
        var (batches, poison) = Poison.Among(new StoreEvents(seed).Many(10, events: 60), seed, count);
        await using var pipeline = Open();
        await pipeline.AcceptAsync(batches);

        await pipeline.RunUntilVerifiedAsync();

        await Poison.AssertSetAsideAsync(_client, pipeline, batches, poison);
        Assert.Contains(RowsExcluded, pipeline.Messages.Ids);
        Assert.DoesNotContain(AuditFoundFaults, pipeline.Messages.Ids);
        Assert.Null(pipeline.Health.Store.Fault);
    }

    [Fact]
    public async Task The_reason_is_the_stores_and_names_no_value()
    {
        var (batches, _) = Poison.Among(new StoreEvents(4).Many(2, events: 30), 4, 1);
        await using var pipeline = Open();
        await pipeline.AcceptAsync(batches);

        await pipeline.RunUntilVerifiedAsync();

        var row = Assert.Single(await Poison.QuarantinedAsync(_client, "demo", "other"));
        Assert.Equal("VIOLATED_CONSTRAINT", row.Code);
        Assert.Contains("no_poison", row.Message);
        Assert.DoesNotContain(Poison.Mark, row.Message.Replace($"'{Poison.Mark}'", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_crash_between_the_exclusion_and_the_rest_changes_nothing()
    {
        var (batches, poison) = Poison.Among(new StoreEvents(5).Many(10, events: 60), 5, 3);
        await using (var crashed = Open())
        {
            await crashed.AcceptAsync(batches);
            await crashed.StepsUntilAsync(JournalRecordKind.Excluded);
        }

        await using var restarted = Open();
        await restarted.RunUntilVerifiedAsync();

        await Poison.AssertSetAsideAsync(_client, restarted, batches, poison);
        Assert.DoesNotContain(AuditFoundFaults, restarted.Messages.Ids);
    }

    [Fact]
    public async Task A_crash_after_the_rest_and_the_quarantine_but_before_the_checkpoint_changes_nothing()
    {
        var (batches, poison) = Poison.Among(new StoreEvents(6).Many(6, events: 60), 6, 4);
        await using (var first = Open())
        {
            await first.AcceptAsync(batches);
            await first.RunUntilVerifiedAsync();
            await Poison.AssertSetAsideAsync(_client, first, batches, poison);
        }

        // The log as it was before its newest checkpoints: everything is done again.
        ForgetFromFirstCheckpoint(Path.Combine(_folder.Path, "log"));
        await using var again = Open();
        Assert.Equal((0, 0, 360), (again.Books.Read().Verified, again.Books.Read().Quarantined, again.Books.Read().Pending));
        await again.RunUntilVerifiedAsync();

        await Poison.AssertSetAsideAsync(_client, again, batches, poison);
        Assert.DoesNotContain(AuditFoundFaults, again.Messages.Ids);
    }

    [Fact]
    public async Task Rows_of_a_mended_batch_that_are_lost_are_sent_again_without_the_poison()
    {
        var (batches, poison) = Poison.Among(new StoreEvents(7).Many(10, events: 60), 7, 2);
        await using (var first = Open())
        {
            await first.AcceptAsync(batches);
            await first.RunUntilVerifiedAsync();
        }

        // The store loses what was verified: the start looks at it again.
        await ExecuteAsync("ALTER TABLE events DELETE WHERE quantity > 4 SETTINGS mutations_sync = 2");
        await using var restarted = Open();
        await restarted.AcceptAsync([new StoreEvents(8).Many(12, events: 5).Last()]);
        await restarted.RunUntilVerifiedAsync();

        Assert.Contains(AuditFoundFaults, restarted.Messages.Ids);
        await Poison.AssertSetAsideAsync(_client, restarted, [.. batches, new StoreEvents(8).Many(12, events: 5).Last()], poison);
    }

    [Fact]
    public async Task Too_many_poison_rows_hold_the_batch_and_readiness_says_so_until_the_schema_is_mended()
    {
        var (batches, _) = Poison.Among(new StoreEvents(9).Many(4, events: 60), 9, 200);
        await using var pipeline = Open();
        await pipeline.AcceptAsync(batches);
        pipeline.Start();

        await pipeline.FailureAsync("MaxPoisonRows");
        Assert.Contains("are held", pipeline.Health.Store.Fault);
        Assert.Equal(240, pipeline.Books.Read().Pending);
        await ExecuteAsync("ALTER TABLE events DROP CONSTRAINT no_poison");
        await pipeline.VerifiedAsync();
        await pipeline.StopAsync();

        await StoreAssert.HoldsOnceAsync(_client, batches);
        Assert.Equal((240, 0), (pipeline.Books.Read().Verified, pipeline.Books.Read().Quarantined));
    }

    [Fact]
    public async Task A_missing_table_is_no_poison()
    {
        var batches = new StoreEvents(10).Many(4, events: 60).ToList();
        await using var pipeline = Open();
        await ExecuteAsync("RENAME TABLE events TO events_away");
        await pipeline.AcceptAsync(batches);
        pipeline.Start();

        await pipeline.FailureAsync("");
        await ExecuteAsync("RENAME TABLE events_away TO events");
        await pipeline.VerifiedAsync();
        await pipeline.StopAsync();

        await StoreAssert.HoldsOnceAsync(_client, batches);
        Assert.DoesNotContain(RowsExcluded, pipeline.Messages.Ids);
        Assert.Equal(0, pipeline.Books.Read().Quarantined);
    }

    // Cuts the one segment off before its first checkpoint, as a power cut does that the last fsyncs did not survive.
    private static void ForgetFromFirstCheckpoint(string log)
    {
        var segment = Directory.GetFiles(log, "*.wal").Order(StringComparer.Ordinal).First();
        var bytes = File.ReadAllBytes(segment);
        for (var offset = SegmentHeaderBytes; offset < bytes.Length; offset += RecordHeaderBytes + BitConverter.ToInt32(bytes, offset))
        {
            if (JournalFormat.KindOf(bytes.AsSpan(offset + RecordHeaderBytes)) == JournalRecordKind.Verified)
            {
                File.WriteAllBytes(segment, bytes[..offset]);
                return;
            }
        }

        Assert.Fail("There is no checkpoint.");
    }

    private StorePipeline Open() => new(_folder.Path, _client);

    private Task ExecuteAsync(string sql) => StoreAssert.ExecuteAsync(_client, sql);
}

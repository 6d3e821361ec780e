using CsTelemetry.ClickHouse;
using CsTelemetry.ClickHouse.Quarantine;
using CsTelemetry.Collector.Events;
using CsTelemetry.Collector.Tests.Making;

namespace CsTelemetry.Collector.Tests.Storing;

/// <summary>What the intake rejects is in the real store's quarantine, once, as it was sent.</summary>
[Collection(RealStoreTests.Name)]
public sealed class QuarantineWriterTests(StoreFixture fixture) : IAsyncLifetime, IDisposable
{
    private const int QuarantineNotWritten = 3009;

    private readonly ScratchFolder _folder = new();
    private ClickHouseClient _client = null!;

    public async Task InitializeAsync()
    {
        _client = await fixture.NewStoreAsync();
        await ExecuteAsync("ALTER TABLE quarantine REMOVE TTL");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _client.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Rejected_events_are_kept_as_they_were_sent()
    {
        await using var pipeline = Open();
        await pipeline.AcceptAsync(Batch(1, Sample.Use(1), Sample.Use(2) with { AccountId = "" }, Sample.Use(3), Sample.Use(4) with { OccurredAt = Sample.Now.AddDays(-200) }));

        await pipeline.RunUntilVerifiedAsync();

        var rows = await RowsAsync();
        Assert.Equal(["missing_field", "too_late"], rows.Select(row => row.Code));
        Assert.Equal([1, 3], rows.Select(row => row.Id.EventIndex));
        Assert.Equal([2UL, 4UL], rows.Select(row => Protocol.V1.Event.Parser.ParseFrom(row.Event.Span).Sequence));
        Assert.All(rows, row => Assert.Equal((QuarantineOrigin.Rejected, "demo", "ann", pipeline.Log.Id), (row.Origin, row.Tenant, row.UserId, row.Id.WalId)));
        Assert.Equal(Sample.Source.Application, rows[0].Source.Application);
        Assert.Equal((2, 2, 2, 0), (pipeline.Books.Read().Accepted, pipeline.Books.Read().Rejected, pipeline.Books.Read().Verified, pipeline.Books.Read().Quarantined));
    }

    [Fact]
    public async Task A_batch_of_which_nothing_is_accepted_is_kept_too()
    {
        await using var pipeline = Open();
        await pipeline.AcceptAsync(Batch(1, Sample.Use(1) with { AccountId = "" }, Sample.Use(2) with { AccountId = "" }));

        await pipeline.RunUntilVerifiedAsync();

        Assert.Equal(2, (await RowsAsync()).Count);
    }

    [Fact]
    public async Task A_restart_before_the_checkpoint_writes_nothing_twice()
    {
        await using (var crashed = Open())
        {
            await crashed.AcceptAsync(Batch(1, Sample.Use(1), Sample.Use(2) with { AccountId = "" }));
            var cut = Assert.Single(await crashed.CutAsync());
            await crashed.PinAsync(cut);
            await crashed.InsertAsync(cut);
            await crashed.Parts.Quarantine.WriteAsync(cut.Footprint, CancellationToken.None);
            Assert.Single(await RowsAsync());
        }

        // The token has been forgotten meanwhile: what is counted is what is there.
        await ExecuteAsync("ALTER TABLE quarantine MODIFY SETTING non_replicated_deduplication_window = 0");
        await using var restarted = Open();
        await restarted.RunUntilVerifiedAsync();

        Assert.Single(await RowsAsync());
    }

    [Fact]
    public async Task Who_is_to_be_forgotten_is_not_kept_in_quarantine()
    {
        await using var pipeline = Open();
        await pipeline.AcceptAsync([Sample.Validated(Sample.Identity(1), accepted: 1, Sample.Rejected(1, RejectionCode.Erased), Sample.Rejected(2, RejectionCode.TooLarge))]);

        await pipeline.RunUntilVerifiedAsync();

        Assert.Equal(["too_large"], (await RowsAsync()).Select(row => row.Code));
    }

    [Fact]
    public async Task A_replay_that_was_rejected_again_is_not_kept_a_second_time()
    {
        await using var pipeline = Open();
        await pipeline.AcceptAsync([Sample.Validated(Sample.Identity(1, client: QuarantineReplay.ClientInstanceId), accepted: 0, Sample.Rejected(0)), Sample.Validated(Sample.Identity(2))]);

        await pipeline.RunUntilVerifiedAsync();

        Assert.Empty(await RowsAsync());
    }

    [Fact]
    public async Task A_tenants_day_has_a_limit_that_holds_over_restarts()
    {
        var options = new Collector.Storing.StoreOptions { FlushInterval = TimeSpan.FromMilliseconds(20), AuditInterval = TimeSpan.FromMilliseconds(100), AuditShare = 1, MaxQuarantinedPerDay = 5 };
        for (var life = 0; life < 2; life++)
        {
            await using var pipeline = new StorePipeline(_folder.Path, _client, options: options);
            await pipeline.AcceptAsync(Batch((ulong)life + 1, [.. Enumerable.Range(1, 4).Select(i => Sample.Use((ulong)((life * 10) + i)) with { AccountId = "" })]));
            await pipeline.RunUntilVerifiedAsync();
        }

        Assert.Equal(5, (await RowsAsync()).Count);
    }

    [Fact]
    public async Task A_store_that_refuses_the_quarantine_does_not_hold_landing_up()
    {
        await using var pipeline = Open();
        await ExecuteAsync("DROP TABLE quarantine SYNC");
        await pipeline.AcceptAsync(Batch(1, Sample.Use(1), Sample.Use(2) with { AccountId = "" }));

        await pipeline.RunUntilVerifiedAsync();

        Assert.Contains(QuarantineNotWritten, pipeline.Messages.Ids);
        Assert.Equal((1, 0), (pipeline.Books.Read().Verified, pipeline.Books.Read().Pending));
    }

    private static ReceivedBatch Batch(ulong sequence, params UsageEvent[] events) => new(Sample.Identity(sequence), Sample.Source, Sample.Now, events);

    private StorePipeline Open() => new(_folder.Path, _client);

    private Task ExecuteAsync(string sql) => StoreAssert.ExecuteAsync(_client, sql);

    private async Task<List<QuarantinedEvent>> RowsAsync() =>
        [.. (await new QuarantineStore(_client).ListAsync(new QuarantineFilter("demo"), 1000, CancellationToken.None)).Select(entry => entry.Event).OrderBy(row => row.Id.EventIndex)];
}

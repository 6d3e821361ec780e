using System.Text;
using CsTelemetry.ClickHouse;
using CsTelemetry.ClickHouse.Erasing;
using CsTelemetry.Collector.Storing;
using CsTelemetry.Collector.Tests.Making;
using CsTelemetry.Collector.Tests.Storing;
using CsTelemetry.Wal;

namespace CsTelemetry.Collector.Tests.Erasing;

/// <summary>Erases from a real ClickHouse what a real log carried there, from every crash point.</summary>
[Collection(RealStoreTests.Name)]
public sealed class ErasureRoundTests(StoreFixture fixture) : IAsyncLifetime, IDisposable
{
    private const string User = "üser-1";
    private const int AuditFoundFaults = 3003;
    private const int Erased = 3502;
    private const int RoundFailed = 3503;
    private const int Cleared = 3505;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly ScratchFolder _folder = new();
    private readonly StoreEvents _events = new(41);
    private ClickHouseClient _client = null!;
    private ErasureStore _store = null!;

    public async Task InitializeAsync()
    {
        _client = await fixture.NewStoreAsync();
        _store = new ErasureStore(_client);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _client.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task What_a_user_did_is_gone_and_nothing_else_is()
    {
        var batches = _events.Many(12, events: 30);
        await using var pipeline = Open();
        await pipeline.AcceptAsync(batches);
        pipeline.Start();
        await pipeline.VerifiedAsync();
        var attributesOfOthers = await AttributesAsync($"NOT (tenant = 'demo' AND user_id = '{User}')");
        Assert.NotEqual(0, await AttributesAsync($"tenant = 'demo' AND user_id = '{User}'"));

        var receipt = await ErasedAsync(pipeline, User);

        await StoreAssert.HoldsOnceAsync(_client, Without(batches, User));
        Assert.Equal(0, await AttributesAsync($"tenant = 'demo' AND user_id = '{User}'"));
        Assert.Equal(attributesOfOthers, await AttributesAsync("1"));
        var erased = batches.Where(batch => batch.Identity.Tenant == "demo").SelectMany(batch => batch.Events).Where(sent => sent.UserId == User).ToList();
        var rollupRows = erased.Select(sent => (sent.AccountId, sent.Kind, sent.Feature, sent.Day, sent.Platform, sent.ActorKind)).Distinct().Count();
        Assert.Equal((erased.Count, rollupRows, 0), (receipt.RawRows, receipt.RollupRows, receipt.RemainingRows));
        Assert.True(receipt.AttributeRows > 0);
        Assert.Equal(64, receipt.UserHash.Length);
    }

    [Fact]
    public async Task An_order_for_one_account_leaves_the_users_others()
    {
        var batches = _events.Many(6, events: 30);
        await using var pipeline = Open();
        await pipeline.AcceptAsync(batches);
        pipeline.Start();

        await ErasedAsync(pipeline, User, "account-2");

        await StoreAssert.HoldsOnceAsync(_client, Without(batches, User, "account-2"));
    }

    [Fact]
    public async Task An_order_is_carried_out_after_a_restart_and_once()
    {
        var batches = _events.Many(6, events: 30);
        string receipt;
        await using (var first = Open())
        {
            await first.AcceptAsync(batches);
            receipt = await OrderAsync(first, User);
        }

        await using (var second = Open())
        {
            second.Start();
            await second.Erased.Seen(Erased).WaitAsync(Limit);
        }

        await StoreAssert.HoldsOnceAsync(_client, Without(batches, User));
        var done = (await _store.ReceiptAsync("demo", receipt, CancellationToken.None))!;
        await using var third = Open();
        third.Start();
        await third.Erased.Seen(Cleared).WaitAsync(Limit);
        Assert.Equal(done with { LogClearedAt = null }, (await _store.ReceiptAsync("demo", receipt, CancellationToken.None))! with { LogClearedAt = null });
    }

    [Fact]
    public async Task A_crash_between_the_deletion_and_the_receipt_loses_no_number()
    {
        var batches = _events.Many(6, events: 30);
        string receipt;
        long found;
        await using (var crashed = Open())
        {
            await crashed.AcceptAsync(batches);
            await crashed.RunUntilVerifiedAsync();
            receipt = await OrderAsync(crashed, User);
            var subject = SubjectOf(crashed, receipt);
            var scan = await _store.ScanAsync(subject, CancellationToken.None);
            found = scan.RawRows;
            await _store.WriteAsync(ErasureReceipt.Begin(subject).AtLeast(scan), CancellationToken.None);
            await _store.EraseAsync(subject, CancellationToken.None);
        }

        Assert.True(found > 0);
        Assert.Equal(1, await CountAsync("erasing"));
        var finished = await FinishAsync(receipt);

        Assert.Equal((found, 0), (finished.RawRows, finished.RemainingRows));
        Assert.True(finished.RollupRows > 0);
        Assert.Equal(0, await CountAsync("erasing"));
        await StoreAssert.HoldsOnceAsync(_client, Without(batches, User));
    }

    [Fact]
    public async Task A_crash_between_the_raw_table_and_the_rollup_is_mended()
    {
        var batches = _events.Many(6, events: 30);
        string receipt;
        await using (var crashed = Open())
        {
            await crashed.AcceptAsync(batches);
            await crashed.RunUntilVerifiedAsync();
            receipt = await OrderAsync(crashed, User);
            await StoreAssert.ExecuteAsync(_client, $"ALTER TABLE events DELETE WHERE tenant = 'demo' AND user_id = '{User}' SETTINGS mutations_sync = 1");
        }

        await FinishAsync(receipt);

        await StoreAssert.HoldsOnceAsync(_client, Without(batches, User));
    }

    [Fact]
    public async Task A_repair_of_batches_on_their_way_brings_nothing_back()
    {
        var batches = _events.Many(10, events: 30);
        string receipt;
        await using (var crashed = Open())
        {
            await crashed.AcceptAsync(batches);
            receipt = await OrderAsync(crashed, User);

            // The cuts are pinned and inserted, and then the store loses rows of them: the audit will send them again.
            foreach (var cut in await crashed.CutAsync())
            {
                await crashed.PinAsync(cut);
                await crashed.InsertAsync(cut);
            }

            await StoreAssert.ExecuteAsync(_client, "ALTER TABLE events DELETE WHERE cityHash64(sequence) % 3 = 0 SETTINGS mutations_sync = 1");
        }

        await using (var restarted = Open())
        {
            restarted.Start();
            await restarted.Erased.Seen(Erased).WaitAsync(Limit);
            Assert.Contains(AuditFoundFaults, restarted.Messages.Ids);
            Assert.Equal(0, restarted.Books.Read().Pending);
        }

        await StoreAssert.HoldsOnceAsync(_client, Without(batches, User));
        Assert.True((await _store.ReceiptAsync("demo", receipt, CancellationToken.None))!.IsDone);

        // Nor does an audit of later batches on the same days take what is gone for lost.
        var more = _events.Many(4, events: 30).Select(batch => WithoutUser(batch, User)).ToList();
        await using var last = Open();
        await last.AcceptAsync(more);
        await last.RunUntilVerifiedAsync();
        Assert.DoesNotContain(AuditFoundFaults, last.Messages.Ids);
        await StoreAssert.HoldsOnceAsync(_client, [.. Without(batches, User), .. more]);
    }

    [Fact]
    public async Task What_a_log_without_its_newest_checkpoint_brings_back_is_erased_again()
    {
        var batches = _events.Many(6, events: 30);
        string receipt;
        await using (var first = Open())
        {
            await first.AcceptAsync(batches);
            await first.RunUntilVerifiedAsync();
            receipt = await OrderAsync(first, User);
            var subject = SubjectOf(first, receipt);
            var found = await _store.ScanAsync(subject, CancellationToken.None);
            await _store.EraseAsync(subject, CancellationToken.None);
            await _store.WriteAsync(ErasureReceipt.Begin(subject).AtLeast(found).Finish(default, Sample.Now), CancellationToken.None);

            // As if the checkpoint's record were damaged: the log begins again, and the audit misses what was erased.
            await new ControlLog(first.Log).CheckpointAsync(default, CancellationToken.None);
        }

        await using var restarted = Open();
        restarted.Start();
        await restarted.Erased.Seen(Erased).WaitAsync(Limit);

        Assert.Contains(AuditFoundFaults, restarted.Messages.Ids);
        await StoreAssert.HoldsOnceAsync(_client, Without(batches, User));
    }

    [Fact]
    public async Task A_user_who_comes_back_is_kept_from_then_on_and_can_be_forgotten_again()
    {
        var batches = _events.Many(6, events: 30);
        var back = Back();
        await using var pipeline = Open();
        await pipeline.AcceptAsync(batches);
        var receipt = await OrderAsync(pipeline, User);
        await pipeline.AcceptAsync([back]);
        pipeline.Start();
        await pipeline.VerifiedAsync();
        await pipeline.Erased.Seen(Erased).WaitAsync(Limit);

        await StoreAssert.HoldsOnceAsync(_client, [.. Without(batches, User), back]);

        // Again, as after a crash: what came later is rolled up once, though the same block was inserted before.
        var subject = SubjectOf(pipeline, receipt);
        await _store.EraseAsync(subject, CancellationToken.None);
        await _store.EraseAsync(subject, CancellationToken.None);
        await StoreAssert.HoldsOnceAsync(_client, [.. Without(batches, User), back]);

        pipeline.Clock.Advance(TimeSpan.FromHours(3));
        var second = await ErasedAsync(pipeline, User, times: 2);
        Assert.Equal(back.Events.Count, second.RawRows);
        await StoreAssert.HoldsOnceAsync(_client, Without(batches, User));
    }

    [Theory]
    [InlineData("' OR 1 = 1 --")]
    [InlineData("'; DROP TABLE events; --")]
    [InlineData("\\' OR '1' = '1")]
    [InlineData("{user:String}")]
    [InlineData("%")]
    [InlineData("\\N")]
    public async Task A_user_id_is_never_read_as_sql(string hostile)
    {
        var batches = _events.Many(3, events: 40);
        batches = [.. batches, Named(_events.Next(20), hostile)];
        await using var pipeline = Open();
        await pipeline.AcceptAsync(batches);
        pipeline.Start();

        var receipt = await ErasedAsync(pipeline, hostile, account: "");

        Assert.Equal(20, receipt.RawRows);
        await StoreAssert.HoldsOnceAsync(_client, Without(batches, hostile));
    }

    [Fact]
    public async Task In_the_end_neither_the_log_nor_the_servers_notes_name_the_user_and_late_events_are_refused_still()
    {
        var batches = (ValidatedBatch[])[.. _events.Many(3, events: 40), Named(_events.Next(20), "somebody-very-special")];
        string receipt;
        await using (var pipeline = Open())
        {
            await pipeline.AcceptAsync(batches);
            Assert.True(LogNames("somebody-very-special"));
            receipt = await OrderAsync(pipeline, "somebody-very-special");
            pipeline.Start();

            await pipeline.Erased.Seen(Cleared).WaitAsync(Limit);

            Assert.Empty(pipeline.Erasures.Unfinished());
            Assert.False(LogNames("somebody-very-special"));
        }

        Assert.NotNull((await _store.ReceiptAsync("demo", receipt, CancellationToken.None))!.LogClearedAt);
        Assert.Equal(0, await CountAsync("system.mutations WHERE position(command, 'somebody') > 0"));
        Assert.NotEqual(0, await CountAsync("system.mutations WHERE database = currentDatabase()"));

        await using var restarted = Open();
        Assert.True(restarted.Tombstones.Of("demo")!.Covers(Named(batches[0], "somebody-very-special").Events[0], Sample.Now.AddDays(1)));
        Assert.Equal((140, 0), (restarted.Books.Read().Accepted, restarted.Books.Read().Pending));
        await restarted.AcceptAsync(_events.Many(2, events: 10));
        await restarted.RunUntilVerifiedAsync();
        Assert.DoesNotContain(AuditFoundFaults, restarted.Messages.Ids);
    }

    [Fact]
    public async Task Many_orders_are_carried_out_each_with_its_receipt()
    {
        var batches = _events.Many(6, events: 30);
        await using var pipeline = Open();
        await pipeline.AcceptAsync(batches);
        var receipts = new List<string>();
        for (var user = 0; user < 5; user++)
        {
            receipts.Add(await OrderAsync(pipeline, $"üser-{user}"));
        }

        pipeline.Start();
        await pipeline.Erased.Seen(Cleared, times: 5).WaitAsync(Limit);

        var left = batches.AsEnumerable();
        for (var user = 0; user < 5; user++)
        {
            left = Without(left, $"üser-{user}");
        }

        await StoreAssert.HoldsOnceAsync(_client, left);
        var listed = await _store.ReceiptsAsync("demo", null, 10, CancellationToken.None);
        Assert.Equal(receipts.OrderDescending(StringComparer.Ordinal), listed.Select(receipt => receipt.ReceiptId));
        Assert.All(listed, receipt => Assert.True(receipt is { IsDone: true, LogClearedAt: not null, RawRows: > 0 }));
        Assert.Empty(await _store.ReceiptsAsync("other", null, 10, CancellationToken.None));
    }

    [Fact]
    public async Task A_store_that_is_not_there_is_waited_for()
    {
        var port = PortForwarder.DrawPort();
        using var distant = new ClickHouseClient(new ClickHouseEndpoint(new Uri($"http://127.0.0.1:{port}/"), _client.Endpoint.User, _client.Endpoint.Password, _client.Endpoint.Database));
        await using var pipeline = new StorePipeline(_folder.Path, distant);
        await OrderAsync(pipeline, User);
        pipeline.Start();
        await pipeline.Erased.Seen(RoundFailed).WaitAsync(Limit);

        await using var forwarder = new PortForwarder(port, _client.Endpoint.Url);
        await pipeline.Erased.Seen(Erased).WaitAsync(Limit);
    }

    private StorePipeline Open() => new(_folder.Path, _client);

    private static async Task<string> OrderAsync(StorePipeline pipeline, string user, string account = "")
    {
        // Batches come in within milliseconds of the sample's time; the order comes after them.
        pipeline.Clock.Advance(TimeSpan.FromMinutes(1));
        var taking = await pipeline.Taker.TakeAsync("demo", user, account);
        Assert.Equal(WalAppendStatus.Durable, taking.Status);
        return taking.Receipt;
    }

    private async Task<ErasureReceipt> ErasedAsync(StorePipeline pipeline, string user, string account = "", int times = 1)
    {
        var receipt = await OrderAsync(pipeline, user, account);
        await pipeline.Erased.Seen(Erased, times).WaitAsync(Limit);
        return (await _store.ReceiptAsync("demo", receipt, CancellationToken.None))!;
    }

    private async Task<ErasureReceipt> FinishAsync(string receipt)
    {
        await using var restarted = Open();
        restarted.Start();
        await restarted.Erased.Seen(Erased).WaitAsync(Limit);
        return (await _store.ReceiptAsync("demo", receipt, CancellationToken.None))!;
    }

    private static ErasureSubject SubjectOf(StorePipeline pipeline, string receipt)
    {
        var order = pipeline.Erasures.ExpireAndList().Select(entry => entry.Order).Single(order => order.Receipt == receipt);
        return new ErasureSubject(order.Receipt, order.Tenant, order.UserId, order.AccountId, order.OrderedAt);
    }

    // An hour after the order.
    private ValidatedBatch Back()
    {
        var batch = Named(_events.Next(30), User);
        var at = Sample.Now.AddHours(1);
        return batch with
        {
            Identity = batch.Identity with { Tenant = "demo" },
            ReceivedAt = at,
            Events = [.. batch.Events.Select(sent => sent with { OccurredAt = at, Day = DateOnly.FromDateTime(at.UtcDateTime) })],
        };
    }

    private static ValidatedBatch Named(ValidatedBatch batch, string user) => batch with
    {
        Identity = batch.Identity with { Tenant = "demo" },
        Events = [.. batch.Events.Select(sent => sent with { UserId = user })],
    };

    private static List<ValidatedBatch> Without(IEnumerable<ValidatedBatch> batches, string user, string? account = null) =>
        [.. batches.Select(batch => batch.Identity.Tenant == "demo" ? WithoutUser(batch, user, account) : batch)];

    private static ValidatedBatch WithoutUser(ValidatedBatch batch, string user, string? account = null) =>
        batch with { Events = [.. batch.Events.Where(sent => sent.UserId != user || (account is not null && sent.AccountId != account))] };

    private Task<long> AttributesAsync(string condition) => CountAsync($"user_attributes WHERE {condition}");

    private async Task<long> CountAsync(string from) =>
        (await _client.QueryAsync($"SELECT count() FROM {from}", null, row => (long)row.ReadUInt64(), CancellationToken.None))[0];

    private bool LogNames(string user) =>
        Directory.EnumerateFiles(Path.Combine(_folder.Path, "log")).Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)).Any(file => File.ReadAllBytes(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(user)) >= 0);
}

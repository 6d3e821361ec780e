using CsTelemetry.ClickHouse;
using CsTelemetry.ClickHouse.Erasing;
using CsTelemetry.Collector.Erasing;
using CsTelemetry.Collector.Journal;
using CsTelemetry.Collector.Tests.Administering;
using CsTelemetry.Collector.Tests.Making;
using CsTelemetry.Collector.Tests.Storing;

namespace CsTelemetry.Collector.Tests.Erasing;

/// <summary>Erases a whole account: from a real ClickHouse, and from what comes late.</summary>
[Collection(RealStoreTests.Name)]
public sealed class AccountErasureTests(StoreFixture fixture) : IAsyncLifetime
{
    private static readonly ErasureSubject Subject = new("01a2", "demo", "", "account-1", new DateTimeOffset(2026, 6, 15, 12, 0, 0, TimeSpan.Zero));

    private ClickHouseClient _client = null!;
    private ErasureStore _store = null!;

    public async Task InitializeAsync()
    {
        _client = await fixture.NewStoreAsync();
        _store = new ErasureStore(_client);
        await EventRows.AddAsync(_client, new DateOnly(2026, 5, 1), 60);
        foreach (var (table, columns) in ((string, string)[])[("account_attributes", "account_id"), ("user_attributes", "account_id, user_id")])
        {
            await EventRows.ExecuteAsync(
                _client,
                $"INSERT INTO {table} (tenant, {columns}, attribute, occurred_at, value, received_at) SELECT tenant, {columns}, 'plan', occurred_at, 'pro', received_at FROM events WHERE day < '2026-05-13'");
        }

        // The sample's times are long past.
        await EventRows.ExecuteAsync(_client, "ALTER TABLE quarantine REMOVE TTL");
        await EventRows.ExecuteAsync(
            _client,
            "INSERT INTO quarantine (tenant, received_at, origin, code, account_id, user_id) SELECT tenant, received_at, 'rejected', 'too_large', account_id, user_id FROM events WHERE day < '2026-05-07'");
    }

    public Task DisposeAsync()
    {
        _client.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task What_is_stored_of_an_account_is_gone_from_every_table_and_nothing_else_is()
    {
        var found = await _store.ScanAsync(Subject, CancellationToken.None);
        Assert.Equal((20, 20, 8, 2), (found.RawRows, found.RollupRows, found.AttributeRows, found.QuarantineRows));

        await _store.EraseAsync(Subject, CancellationToken.None);
        await _store.ForgetNamesAsync(Subject.ReceiptId, CancellationToken.None);

        Assert.True((await _store.ScanAsync(Subject, CancellationToken.None)).IsClean);
        Assert.Equal((40, 8, 8, 4), (await EventRows.CountAsync(_client), await EventRows.CountAsync(_client, "account_attributes"), await EventRows.CountAsync(_client, "user_attributes"), await EventRows.CountAsync(_client, "quarantine")));
        Assert.Equal(0, await EventRows.CountAsync(_client, "system.mutations", "database = currentDatabase() AND command LIKE '%account-1%'"));
        await StoreAssert.RollupIsTrueAsync(_client);
    }

    [Fact]
    public async Task What_came_after_the_order_stays()
    {
        await EventRows.AddAsync(_client, new DateOnly(2026, 6, 20), 30, sequence: 500, received: "2026-07-20 00:00:00");

        await _store.EraseAsync(Subject, CancellationToken.None);

        var left = await _store.ScanAsync(Subject, CancellationToken.None);
        Assert.True(left.IsClean);
        Assert.Equal((10, 70), (left.KeptRows, await EventRows.CountAsync(_client)));
        await StoreAssert.RollupIsTrueAsync(_client);
    }

    [Fact]
    public async Task The_receipt_names_the_account_only_by_a_hash()
    {
        var receipt = ErasureReceipt.Begin(Subject).AtLeast(new ErasureScan(20, 0, 20, 20, 20, 8, 2));
        await _store.WriteAsync(receipt.Finish(default, Subject.OrderedAt), CancellationToken.None);

        var read = (await _store.ReceiptAsync("demo", "01a2", CancellationToken.None))!;

        Assert.Equal((true, "", 20, 8, 2, 0), (read.IsAccount, read.AccountId, read.RawRows, read.AttributeRows, read.QuarantineRows, read.RemainingRows));
        Assert.Equal(Subject.UserHash, read.UserHash);
        Assert.Equal(0, await EventRows.CountAsync(_client, "erasures", "toString(tuple(*)) LIKE '%account-1%'"));
    }

    [Fact]
    public void Late_events_of_an_erased_account_are_refused_whoever_did_them()
    {
        var tombstones = new TenantTombstones();
        var order = new ErasureOrder(ErasureTarget.Account, Guid.CreateVersion7(), "demo", "", "acme", Sample.Now);
        tombstones.Add(order);

        Assert.True(tombstones.Covers(Sample.Use(), Sample.Now.AddHours(1)));
        Assert.True(tombstones.Covers(Sample.Use() with { UserId = "" }, Sample.Now.AddHours(1)));
        Assert.False(tombstones.Covers(Sample.Use() with { AccountId = "other", UserId = "acme" }, Sample.Now.AddHours(1)));
        Assert.False(tombstones.Covers(Sample.Use() with { OccurredAt = Sample.Now.AddMinutes(1) }, Sample.Now.AddHours(1)));
        Assert.True(tombstones.Remove(order));
        Assert.True(tombstones.IsEmpty);
    }

    [Fact]
    public void An_order_about_an_account_goes_through_the_log()
    {
        var order = new ErasureOrder(ErasureTarget.Account, Guid.CreateVersion7(), "demo", "", "acme", Sample.Now);

        Assert.Equal(order, ErasureCodec.Read(ErasureCodec.Write(order).Span));
    }
}

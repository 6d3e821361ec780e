using CsTelemetry.ClickHouse;
using CsTelemetry.ClickHouse.Erasing;
using CsTelemetry.Collector.Api;
using CsTelemetry.Collector.Api.Contracts;
using CsTelemetry.Collector.Erasing;
using CsTelemetry.Collector.Journal;
using CsTelemetry.Collector.Querying;
using CsTelemetry.Collector.Tests.Making;
using CsTelemetry.Collector.Tests.Storing;

namespace CsTelemetry.Collector.Tests.Api;

/// <summary>Puts receipts of a real store and orders of the memory together.</summary>
[Collection(RealStoreTests.Name)]
public sealed class ErasureReportsTests(StoreFixture fixture) : IAsyncLifetime, IDisposable
{
    private readonly ErasureBook _book = new(new Tombstones(), new ManualTimeProvider());
    private ClickHouseClient _client = null!;
    private ErasureStore _store = null!;
    private ErasureReports _reports = null!;

    public async Task InitializeAsync()
    {
        _client = await fixture.NewStoreAsync();
        _store = new ErasureStore(_client);
        _reports = new ErasureReports(new ErasureQueries(_store), _book);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task An_order_is_pending_from_its_answer_on_and_done_with_its_receipt()
    {
        var order = Sample.Order("ann", "acme");
        _book.TryAsk(order);
        var pending = (await FindAsync(order))!;
        Assert.Equal((ErasureState.Pending, "acme", null), (pending.State, pending.AccountId, pending.RawRows));

        var begun = ErasureReceipt.Begin(SubjectOf(order)).AtLeast(new ErasureScan(7, 1, 5, 4, 8, 2));
        await _store.WriteAsync(begun, CancellationToken.None);
        Assert.Equal(pending, await FindAsync(order));

        await _store.WriteAsync(begun.Finish(new ErasureScan(0, 1, 2, 0, 1, 0), Sample.Now.AddMinutes(2)), CancellationToken.None);
        var done = (await FindAsync(order))!;
        Assert.Equal((ErasureState.Done, 7L, 3L, 2L, 0L), (done.State, done.RawRows, done.RollupRows, done.AttributeRows, done.RemainingRows));
        Assert.Equal((Sample.Now.AddMinutes(1), Sample.Now.AddMinutes(2), null), (done.OrderedAt, done.DoneAt, done.LogClearedAt));
        Assert.Equal(pending.UserSha256, done.UserSha256);
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("' OR 1 = 1 --")]
    public async Task A_receipt_that_is_not_there_is_not_found(string receiptId)
    {
        _book.TryAsk(Sample.Order("ann"));

        Assert.Null(await _reports.FindAsync("demo", receiptId, CancellationToken.None));
        Assert.Null(await _reports.FindAsync("other", _book.Unfinished()[0].Order.Receipt, CancellationToken.None));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(100)]
    public async Task Page_by_page_each_order_is_listed_once_newest_first(int limit)
    {
        var orders = Enumerable.Range(0, 10).Select(minute => Sample.Order($"user-{minute}", minutes: minute)).ToList();
        foreach (var (order, index) in orders.Select((order, index) => (order, index)))
        {
            // Some are in memory only, some in the store only, some in both.
            if (index % 3 != 0)
            {
                _book.TryAsk(order);
            }

            if (index % 3 != 1)
            {
                await _store.WriteAsync(ErasureReceipt.Begin(SubjectOf(order)), CancellationToken.None);
            }
        }

        var listed = new List<string>();
        string? cursor = null;
        do
        {
            var page = await _reports.ListAsync("demo", PageParameters.Read(limit, cursor), CancellationToken.None);
            Assert.True(page.Items.Count <= limit);
            listed.AddRange(page.Items.Select(erasure => erasure.ReceiptId));
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        Assert.Equal(orders.Select(order => order.Receipt).Reverse(), listed);
    }

    private Task<Erasure?> FindAsync(ErasureOrder order) => _reports.FindAsync("demo", order.Receipt, CancellationToken.None);

    private static ErasureSubject SubjectOf(ErasureOrder order) => new(order.Receipt, order.Tenant, order.UserId, order.AccountId, order.OrderedAt);
}

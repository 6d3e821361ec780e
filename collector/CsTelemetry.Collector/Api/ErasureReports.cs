using CsTelemetry.ClickHouse.Erasing;
using CsTelemetry.Collector.Api.Contracts;
using CsTelemetry.Collector.Erasing;
using CsTelemetry.Collector.Journal;
using CsTelemetry.Collector.Querying;

namespace CsTelemetry.Collector.Api;

/// <summary>Tells how orders to erase stand: from the receipts in the store, and from memory while there is none. Thread-safe.</summary>
internal sealed class ErasureReports(ErasureQueries receipts, ErasureBook book)
{
    public async Task<Erasure?> FindAsync(string tenant, string receiptId, CancellationToken cancellationToken)
    {
        // Memory first: an order that leaves it in between has its receipt by then.
        var pending = Pending(tenant).FirstOrDefault(erasure => erasure.ReceiptId == receiptId);
        var receipt = await receipts.FindAsync(tenant, receiptId, cancellationToken);
        return receipt is null ? pending : Describe(receipt);
    }

    public async Task<ErasurePage> ListAsync(string tenant, PageParameters page, CancellationToken cancellationToken)
    {
        var pending = Pending(tenant).Where(erasure => page.After is null || string.CompareOrdinal(erasure.ReceiptId, page.After) < 0).ToList();
        var stored = await receipts.ListAsync(tenant, page.After, page.Limit + 1, cancellationToken);
        var items = stored.Select(Describe).Concat(pending)
            .DistinctBy(erasure => erasure.ReceiptId)
            .OrderByDescending(erasure => erasure.ReceiptId, StringComparer.Ordinal)
            .Take(page.Limit + 1)
            .ToList();
        return items.Count <= page.Limit
            ? new ErasurePage(items, null)
            : new ErasurePage(items[..page.Limit], PageParameters.CursorAfter(items[page.Limit - 1].ReceiptId));
    }

    private IEnumerable<Erasure> Pending(string tenant) => book.Unfinished(tenant).Select(entry => Describe(entry.Order));

    private static Erasure Describe(ErasureOrder order) =>
        Describe(ErasureReceipt.Begin(new ErasureSubject(order.Receipt, order.Tenant, order.UserId, order.AccountId, order.OrderedAt)));

    private static Erasure Describe(ErasureReceipt receipt) => new(
        receipt.ReceiptId,
        receipt.IsDone ? ErasureState.Done : ErasureState.Pending,
        receipt.IsAccount ? ErasureSubjectKind.Account : ErasureSubjectKind.User,
        receipt.UserHash,
        receipt.AccountId.Length == 0 ? null : receipt.AccountId,
        receipt.OrderedAt,
        receipt.DoneAt,
        receipt.LogClearedAt,
        IfDone(receipt, receipt.RawRows),
        IfDone(receipt, receipt.RollupRows),
        IfDone(receipt, receipt.AttributeRows),
        IfDone(receipt, receipt.QuarantineRows),
        IfDone(receipt, receipt.RemainingRows));

    private static long? IfDone(ErasureReceipt receipt, long rows) => receipt.IsDone ? rows : null;
}

using System.Globalization;
using CsTelemetry.ClickHouse.Erasing;
using CsTelemetry.Collector.Api.Contracts;
using CsTelemetry.Collector.Erasing;
using CsTelemetry.Collector.Querying;

namespace CsTelemetry.Collector.Api;

/// <summary>Tells how orders to erase stand: from the receipts in the store, and from memory while there is none. Thread-safe.</summary>
internal sealed class ErasureReports(ErasureQueries receipts, ErasureBook book)
{
    public async Task<Erasure?> FindAsync(string tenant, string receiptId, CancellationToken cancellationToken)
    {
        // Memory first: an order that leaves it in between has its receipt by then.
        var pending = Pending(tenant).FirstOrDefault(receipt => receipt.ReceiptId == receiptId);
        var receipt = await receipts.FindAsync(tenant, receiptId, cancellationToken) ?? pending;
        return receipt is null ? null : (await DescribeAsync(tenant, [receipt], cancellationToken))[0];
    }

    public async Task<ErasurePage> ListAsync(string tenant, PageParameters page, CancellationToken cancellationToken)
    {
        var pending = Pending(tenant).Where(receipt => page.After is null || string.CompareOrdinal(receipt.ReceiptId, page.After) < 0).ToList();
        var stored = await receipts.ListAsync(tenant, page.After, page.Limit + 1, cancellationToken);
        var found = stored.Concat(pending)
            .DistinctBy(receipt => receipt.ReceiptId)
            .OrderByDescending(receipt => receipt.ReceiptId, StringComparer.Ordinal)
            .Take(page.Limit + 1)
            .ToList();
        var items = await DescribeAsync(tenant, found[..Math.Min(found.Count, page.Limit)], cancellationToken);
        return new ErasurePage(items, found.Count <= page.Limit ? null : PageParameters.CursorAfter(items[^1].ReceiptId));
    }

    private IEnumerable<ErasureReceipt> Pending(string tenant) => book.Unfinished(tenant).Select(entry => ErasureReceipt.Begin(ErasureReceipts.SubjectOf(entry.Order)));

    private async Task<List<Erasure>> DescribeAsync(string tenant, IReadOnlyCollection<ErasureReceipt> found, CancellationToken cancellationToken)
    {
        var logs = await receipts.LogsAsync(tenant, [.. found.Select(receipt => receipt.ReceiptId)], cancellationToken);
        return [.. found.Select(receipt => Describe(receipt, [.. logs[receipt.ReceiptId]]))];
    }

    private static Erasure Describe(ErasureReceipt receipt, IReadOnlyList<LogErasure> logs)
    {
        var isDone = receipt.IsDone && logs.All(log => log.IsDone);
        long? Sum(long own, Func<LogErasure, long> others) => isDone ? own + logs.Sum(others) : null;
        return new Erasure(
            receipt.ReceiptId,
            isDone ? ErasureState.Done : ErasureState.Pending,
            receipt.IsAccount ? ErasureSubjectKind.Account : ErasureSubjectKind.User,
            receipt.UserHash,
            receipt.AccountId.Length == 0 ? null : receipt.AccountId,
            receipt.OrderedAt,
            isDone ? logs.Select(log => log.DoneAt).Append(receipt.DoneAt).Max() : null,
            receipt.LogClearedAt is not null && logs.All(log => log.LogClearedAt is not null) ? logs.Select(log => log.LogClearedAt).Append(receipt.LogClearedAt).Max() : null,
            Sum(receipt.RawRows, log => log.RawRows),
            Sum(receipt.RollupRows, log => log.RollupRows),
            Sum(receipt.AttributeRows, log => log.AttributeRows),
            Sum(receipt.QuarantineRows, log => log.QuarantineRows),
            Sum(receipt.RemainingRows, log => log.RemainingRows),
            logs.Count == 0 ? [] : [.. logs.Select(Describe)]);
    }

    private static ErasureLog Describe(LogErasure log) => new(
        log.Log.ToString("x16", CultureInfo.InvariantCulture),
        log.IsDone ? ErasureState.Done : ErasureState.Pending,
        log.DoneAt,
        log.LogClearedAt,
        log.IsDone ? log.RawRows : null);
}

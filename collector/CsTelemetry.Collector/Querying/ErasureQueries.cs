using CsTelemetry.ClickHouse.Erasing;

namespace CsTelemetry.Collector.Querying;

/// <summary>Reads the receipts of erasures. Thread-safe.</summary>
internal sealed class ErasureQueries(ErasureStore store)
{
    public Task<ErasureReceipt?> FindAsync(string tenant, string receiptId, CancellationToken cancellationToken) =>
        store.ReceiptAsync(tenant, receiptId, cancellationToken);

    /// <summary>Lists what the logs of other collectors did about orders, by order.</summary>
    public async Task<ILookup<string, LogErasure>> LogsAsync(string tenant, IReadOnlyCollection<string> receiptIds, CancellationToken cancellationToken) =>
        (receiptIds.Count == 0 ? [] : await store.Shared.LogsAsync(tenant, receiptIds, cancellationToken)).ToLookup(log => log.ReceiptId, StringComparer.Ordinal);

    /// <summary>Lists receipts, newest first, that are older than the one named.</summary>
    public Task<List<ErasureReceipt>> ListAsync(string tenant, string? olderThan, int limit, CancellationToken cancellationToken) =>
        store.ReceiptsAsync(tenant, olderThan, limit, cancellationToken);
}

using CsTelemetry.ClickHouse.Erasing;

namespace CsTelemetry.Collector.Querying;

/// <summary>Reads the receipts of erasures. Thread-safe.</summary>
internal sealed class ErasureQueries(ErasureStore store)
{
    public Task<ErasureReceipt?> FindAsync(string tenant, string receiptId, CancellationToken cancellationToken) =>
        store.ReceiptAsync(tenant, receiptId, cancellationToken);

    /// <summary>Lists receipts, newest first, that are older than the one named.</summary>
    public Task<List<ErasureReceipt>> ListAsync(string tenant, string? olderThan, int limit, CancellationToken cancellationToken) =>
        store.ReceiptsAsync(tenant, olderThan, limit, cancellationToken);
}

using CsTelemetry.ClickHouse.Erasing;
using CsTelemetry.Collector.Journal;

namespace CsTelemetry.Collector.Erasing;

/// <summary>
/// Keeps the receipts of this collector's part in orders: of those that it took, the receipt itself; of those that it took over, a line beside the other's.
/// Used by one thread.
/// </summary>
internal sealed class ErasureReceipts(ErasureStore store, ulong log, TimeProvider time)
{
    // Who took the order erases first, so that what each erased is counted once; but it may never come back.
    private static readonly TimeSpan LongestWaitForOrigin = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromSeconds(1);

    private readonly Dictionary<Guid, ErasureRole> _roles = [];
    private readonly Dictionary<Guid, long> _askedAt = [];

    /// <summary>Tells whether it is this collector's turn to carry an order out.</summary>
    public async Task<bool> IsTurnAsync(ErasureOrder order, CancellationToken cancellationToken)
    {
        if (!(await RoleAsync(order, cancellationToken)).IsFollower)
        {
            return true;
        }

        if (time.GetElapsedTime(_roles[order.ReceiptId].KnownSince) >= LongestWaitForOrigin)
        {
            return true;
        }

        if (_askedAt.TryGetValue(order.ReceiptId, out var asked) && time.GetElapsedTime(asked) < AskAgainAfter)
        {
            return false;
        }

        _askedAt[order.ReceiptId] = time.GetTimestamp();
        return await store.ReceiptAsync(order.Tenant, order.Receipt, cancellationToken) is { IsDone: true };
    }

    public async Task<ErasureReceipt?> FindAsync(ErasureOrder order, CancellationToken cancellationToken) => (await RoleAsync(order, cancellationToken)).IsFollower
        ? await store.Shared.ReceiptAsync(SubjectOf(order), log, cancellationToken)
        : await store.ReceiptAsync(order.Tenant, order.Receipt, cancellationToken);

    public async Task WriteAsync(ErasureOrder order, ErasureReceipt receipt, CancellationToken cancellationToken)
    {
        if ((await RoleAsync(order, cancellationToken)).IsFollower)
        {
            await store.Shared.WriteAsync(receipt, log, cancellationToken);
            return;
        }

        await store.WriteAsync(receipt, cancellationToken);
    }

    /// <summary>Nothing more is written about an order.</summary>
    public void Forget(ErasureOrder order)
    {
        _roles.Remove(order.ReceiptId);
        _askedAt.Remove(order.ReceiptId);
    }

    public static ErasureSubject SubjectOf(ErasureOrder order) => new(order.Receipt, order.Tenant, order.UserId, order.AccountId, order.OrderedAt);

    // While it is not shared, it is this one's own: what is taken over is in the store before it is here.
    private async Task<ErasureRole> RoleAsync(ErasureOrder order, CancellationToken cancellationToken)
    {
        if (!_roles.TryGetValue(order.ReceiptId, out var role))
        {
            var origin = await store.Shared.OriginAsync(order.Tenant, order.Receipt, cancellationToken);
            role = new ErasureRole(origin is { } other && other != log, time.GetTimestamp());
            _roles.Add(order.ReceiptId, role);
        }

        return role;
    }
}

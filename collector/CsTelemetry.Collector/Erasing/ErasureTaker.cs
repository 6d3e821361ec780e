using CsTelemetry.Collector.Journal;
using CsTelemetry.Wal;

namespace CsTelemetry.Collector.Erasing;

/// <summary>Makes an order to erase durable; from then on it is carried out, whatever happens. Thread-safe.</summary>
internal sealed class ErasureTaker(WriteAheadLog log, ErasureBook book, IntakeGate gate, ErasureMetrics metrics, TimeProvider time)
{
    private static readonly TimeSpan RetryWhenFull = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan RetryAfterFailure = TimeSpan.FromSeconds(1);

    /// <summary>Orders that a user be erased.</summary>
    /// <param name="tenant">Whose data it is.</param>
    /// <param name="userId">The person, as events name them.</param>
    /// <param name="accountId">The account it is confined to; empty for all.</param>
    public Task<ErasureTaking> TakeAsync(string tenant, string userId, string accountId) => TakeAsync(ErasureTarget.User, tenant, userId, accountId);

    /// <summary>Orders that an account be erased with everybody in it.</summary>
    public Task<ErasureTaking> TakeAccountAsync(string tenant, string accountId) => TakeAsync(ErasureTarget.Account, tenant, "", accountId);

    /// <summary>Takes over an order that another collector took, under its receipt and of its moment.</summary>
    public Task<ErasureTaking> TakeOverAsync(ErasureOrder order) => TakeAsync(order);

    private async Task<ErasureTaking> TakeAsync(ErasureTarget target, string tenant, string userId, string accountId)
    {
        var now = time.GetUtcNow();
        var taking = await TakeAsync(new ErasureOrder(target, Guid.CreateVersion7(now), tenant, userId, accountId, DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds())));
        if (taking.Status == WalAppendStatus.Durable)
        {
            metrics.Ordered();
        }

        return taking;
    }

    private async Task<ErasureTaking> TakeAsync(ErasureOrder order)
    {
        if (!book.TryAsk(order))
        {
            return new ErasureTaking(WalAppendStatus.Full, "", RetryWhenFull);
        }

        var taken = false;
        try
        {
            // The tombstone stands. Batches judged before it did reach the log first, so that the order comes after
            // everything it must erase and nothing of it can follow.
            await gate.EarlierPassesAsync();
            var appended = await log.AppendAsync(ErasureCodec.Write(order), CancellationToken.None);
            if (appended.Status != WalAppendStatus.Durable)
            {
                return new ErasureTaking(appended.Status, "", appended.Status == WalAppendStatus.Full ? RetryWhenFull : RetryAfterFailure);
            }

            book.Take(order.ReceiptId, log.Id, appended.Sequence);
            taken = true;
            return new ErasureTaking(WalAppendStatus.Durable, order.Receipt, TimeSpan.Zero);
        }
        finally
        {
            if (!taken)
            {
                book.Withdraw(order.ReceiptId);
            }
        }
    }
}

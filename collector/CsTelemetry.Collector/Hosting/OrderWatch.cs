using CsTelemetry.ClickHouse;
using CsTelemetry.ClickHouse.Erasing;
using CsTelemetry.Collector.Erasing;
using CsTelemetry.Collector.Journal;
using CsTelemetry.Wal;

namespace CsTelemetry.Collector.Hosting;

/// <summary>
/// Passes on, through the store that several collectors share, the orders to erase that this one took, and takes over those that others took: into its own log,
/// from where they are carried out on what the log brings, and refuse what comes late. At the start all of them, then every five seconds what is new.
/// </summary>
internal sealed class OrderWatch(
    SharedErasures shared, ErasureBook book, ErasureTaker taker, ErasureMetrics metrics, ulong log, TimeProvider time, ILogger<OrderWatch> logger) : StoreWatch(Interval, time)
{
    /// <summary>How often it looks: every five seconds.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    // What another server of the store was given may be seen here a little later than its time says.
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(10);
    private const int LooksBetweenAll = 720;

    private readonly HashSet<string> _inStore = new(StringComparer.Ordinal);
    private long _seen;
    private int _looks;

    public override async Task LookAsync(CancellationToken cancellationToken)
    {
        var isWhole = _looks % LooksBetweenAll == 0;
        var since = isWhole ? 0 : Math.Max(0, _seen - (long)Overlap.TotalMilliseconds);
        var orders = await shared.SinceAsync(since, Time.GetUtcNow() - ErasureBook.KeepFor, ErasureBook.MaxOrderCount, cancellationToken);
        if (isWhole)
        {
            _inStore.Clear();
        }

        foreach (var order in orders)
        {
            _inStore.Add(order.Subject.ReceiptId);
            _seen = Math.Max(_seen, order.StoredAt);
            if (order.Log != log)
            {
                await TakeOverAsync(order.Subject, cancellationToken);
            }
        }

        await ShareAsync(cancellationToken);

        // Only now: should the store not have answered, everything is still to be asked.
        _looks++;
    }

    protected override void NotAsked(ClickHouseException exception) => Log.OrdersNotAsked(logger, exception);

    private async Task TakeOverAsync(ErasureSubject subject, CancellationToken cancellationToken)
    {
        if (!Guid.TryParseExact(subject.ReceiptId, "N", out var receipt))
        {
            Log.OrderNotTakenOver(logger, subject.ReceiptId, "its name is none of a receipt");
            return;
        }

        var target = subject.IsAccount ? ErasureTarget.Account : ErasureTarget.User;
        var order = new ErasureOrder(target, receipt, subject.Tenant, subject.UserId, subject.AccountId, subject.OrderedAt);
        if (book.Covers(order))
        {
            return;
        }

        // The line first: whoever reads the receipt then sees that this log has still to confirm.
        await shared.WriteAsync(ErasureReceipt.Begin(subject), log, cancellationToken);
        var taking = await taker.TakeOverAsync(order);
        if (taking.Status == WalAppendStatus.Durable)
        {
            metrics.TakenOver();
            Log.OrderTakenOver(logger, subject.ReceiptId);
        }
        else
        {
            // It is not known here yet, and so met again by a look at everything, or within the overlap.
            Log.OrderNotTakenOver(logger, subject.ReceiptId, $"the log answered {taking.Status}");
        }
    }

    private async Task ShareAsync(CancellationToken cancellationToken)
    {
        var oldest = Time.GetUtcNow() - ErasureBook.KeepFor;
        foreach (var entry in book.ExpireAndList().Where(entry => entry.Stage != ErasureStage.Asked && entry.Order.OrderedAt > oldest && !_inStore.Contains(entry.Order.Receipt)))
        {
            await shared.AddAsync(ErasureReceipts.SubjectOf(entry.Order), log, cancellationToken);
            _inStore.Add(entry.Order.Receipt);
        }
    }
}

using CsTelemetry.ClickHouse;
using CsTelemetry.ClickHouse.Erasing;
using CsTelemetry.Collector.Journal;
using CsTelemetry.Wal;

namespace CsTelemetry.Collector.Erasing;

/// <summary>
/// Carries orders out while the store is quiet, so that no insert, audit or repair can bring a row back: what came
/// before the order has been audited and is never sent again, and what comes after it was refused. Each step can be
/// repeated after a crash. Runs alone.
/// </summary>
internal sealed class ErasureRound(
    WriteAheadLog log, ErasureBook book, ErasureStore store, ErasureMetrics metrics, TimeProvider time, ILogger<ErasureRound> logger) : IQuietWork
{
    // Events wait in the log meanwhile: the next orders have their turn after the next insert.
    private static readonly TimeSpan RoundLimit = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);

    private readonly ErasureReceipts _receipts = new(store, log.Id, time);
    private int _failures;
    private long _failedAt;

    public async Task<long> WorkAsync(long verifiedThrough, CancellationToken cancellationToken)
    {
        var unfinished = book.Unfinished();
        if (unfinished.Count == 0 || (_failures > 0 && time.GetElapsedTime(_failedAt) < Delay()))
        {
            return 0;
        }

        try
        {
            await EraseAsync(unfinished.Where(entry => entry.IsDue(log.Id, verifiedThrough)), cancellationToken);
            await ClearAsync(cancellationToken);
            _failures = 0;
        }
        catch (Exception exception) when (exception is ClickHouseException or IOException)
        {
            _failures++;
            _failedAt = time.GetTimestamp();
            metrics.Failed();
            Log.RoundFailed(logger, _failures, exception);
        }

        return book.Unfinished().Where(entry => entry.Stage == ErasureStage.Erased).Select(entry => entry.Sequence).DefaultIfEmpty().Max();
    }

    private TimeSpan Delay() => TimeSpan.FromSeconds(Math.Min(LongestDelay.TotalSeconds, Math.Pow(2, Math.Min(_failures - 1, 10))));

    private async Task EraseAsync(IEnumerable<ErasureEntry> due, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        foreach (var entry in due)
        {
            if (time.GetElapsedTime(started) > RoundLimit)
            {
                return;
            }

            if (await _receipts.IsTurnAsync(entry.Order, cancellationToken))
            {
                await EraseAsync(entry.Order, cancellationToken);
            }
        }
    }

    private async Task EraseAsync(ErasureOrder order, CancellationToken cancellationToken)
    {
        var subject = ErasureReceipts.SubjectOf(order);
        var receipt = await _receipts.FindAsync(order, cancellationToken);
        if (receipt is not { IsDone: true } || !(await store.ScanAsync(subject, cancellationToken)).IsClean)
        {
            receipt = await CarryOutAsync(order, subject, receipt, cancellationToken);
        }

        book.MoveTo(order.ReceiptId, ErasureStage.Erased);
        Log.Erased(logger, order.Receipt, receipt.RawRows, receipt.RollupRows, receipt.AttributeRows);
    }

    private async Task<ErasureReceipt> CarryOutAsync(ErasureOrder order, ErasureSubject subject, ErasureReceipt? begun, CancellationToken cancellationToken)
    {
        // What an attempt that did not finish had found is written down before anything is deleted: a receipt counts
        // what was erased in all attempts.
        var found = await store.ScanAsync(subject, cancellationToken);
        var started = (begun ?? ErasureReceipt.Begin(subject)).AtLeast(found);
        await _receipts.WriteAsync(order, started, cancellationToken);
        if (!found.IsClean)
        {
            await store.EraseAsync(subject, cancellationToken);
        }

        var left = await store.ScanAsync(subject, cancellationToken);
        if (!left.IsClean)
        {
            Log.RowsLeft(logger, subject.ReceiptId, left.RemainingRows);
            throw new IOException($"The order {subject.ReceiptId} left {left.RemainingRows} rows in the store.");
        }

        await store.ForgetNamesAsync(subject.ReceiptId, cancellationToken);
        var done = started.Finish(left, time.GetUtcNow());
        await _receipts.WriteAsync(order, done, cancellationToken);
        metrics.Done();
        return done;
    }

    private async Task ClearAsync(CancellationToken cancellationToken)
    {
        foreach (var entry in book.Unfinished().Where(entry => entry.Stage == ErasureStage.Erased && entry.IsOutOf(log.Id, log.FirstSequence)))
        {
            if (await _receipts.FindAsync(entry.Order, cancellationToken) is { LogClearedAt: null } receipt)
            {
                await _receipts.WriteAsync(entry.Order, receipt.Clear(time.GetUtcNow()), cancellationToken);
            }

            _receipts.Forget(entry.Order);

            book.MoveTo(entry.Order.ReceiptId, ErasureStage.Cleared);
            Log.Cleared(logger, entry.Order.Receipt);
        }
    }
}

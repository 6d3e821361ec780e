using CsTelemetry.Collector.Accounting;
using CsTelemetry.Collector.Events;
using CsTelemetry.Collector.Journal;
using CsTelemetry.Wal;

namespace CsTelemetry.Collector.Accepting;

/// <summary>Makes a batch durable once, however often it comes. Thread-safe.</summary>
internal sealed class BatchAcceptor(WriteAheadLog log, BatchMemory memory, Books books, DrainRate drainRate, CollectorHealth health)
{
    private static readonly TimeSpan RetryAfterFailure = TimeSpan.FromSeconds(1);

    // A client that is put off comes back when about this share of what is pending has gone.
    private const double ShareToDrain = 0.1;

    public async Task<Acceptance> AcceptAsync(JudgedBatch batch)
    {
        while (true)
        {
            var claim = memory.Claim(batch.Identity);
            switch (claim.State)
            {
                case BatchClaimState.New:
                    return await StoreAsync(batch);
                case BatchClaimState.Repeated:
                    return Repeat(batch, claim.Rejected);
                default:
                    await claim.InProgress!;
                    break;
            }
        }
    }

    private async Task<Acceptance> StoreAsync(JudgedBatch batch)
    {
        var confirmed = false;
        RejectedIndex[] rejected = batch.Rejections.Count == 0 ? [] : [.. batch.Rejections.Select(rejection => new RejectedIndex(rejection.Index, rejection.Code))];
        try
        {
            // The caller's token stops here: once in the log, the batch may become durable whether or not anybody
            // still waits, and then it must be remembered. What is turned away is kept, too, to be looked into.
            var appended = await log.AppendAsync(batch.Record, CancellationToken.None);
            if (appended.Status != WalAppendStatus.Durable)
            {
                return PutOff(appended.Status);
            }

            health.Log.Worked();
            memory.Confirm(batch.Identity, rejected);
            confirmed = true;
            books.Answered(batch.AcceptedCount, batch.Rejections);
            return Acceptance.Stored(batch);
        }
        finally
        {
            if (!confirmed)
            {
                memory.Release(batch.Identity);
            }
        }
    }

    private Acceptance PutOff(WalAppendStatus status)
    {
        if (status == WalAppendStatus.Full)
        {
            health.Log.Failed("the log is full; clients are told to come back later");
            return Acceptance.PutOff(AcceptanceOutcome.Full, drainRate.TimeToDrain((long)(books.Read().Pending * ShareToDrain)));
        }

        health.Log.Failed("the last write failed");
        return Acceptance.PutOff(AcceptanceOutcome.Failed, RetryAfterFailure);
    }

    private Acceptance Repeat(JudgedBatch batch, IReadOnlyList<RejectedIndex> rejected)
    {
        var total = batch.EventCount;
        books.Repeated(total);

        // Only a client that breaks the contract has fewer events now than the first time.
        var rejections = rejected.Where(first => first.Index < total).Select(first => new Rejection(first.Index, first.Code, "Rejected when the batch first came.")).ToList();
        return new Acceptance(AcceptanceOutcome.Repeated, total - rejections.Count, rejections, TimeSpan.Zero);
    }
}

using CsTelemetry.LoadGenerator.Load;
using CsTelemetry.LoadGenerator.Sending;

namespace CsTelemetry.LoadGenerator.Torture;

/// <summary>A client as bad as the contract allows: it sends everything one to three times, loses replies, comes back with old batches, and now and then gives up.</summary>
internal sealed class TortureClient(ulong id, Connection connection, UniqueUsage usage, SentBook book, Pace pace)
{
    private const int MinEvents = 5, MaxEvents = 50, MaxCopies = 3;
    private const double LostReplies = 0.3, OldBatches = 0.1, GivenUp = 0.05;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    /// <summary>Publishes until it is told to stop; what has no reply then stays without one.</summary>
    public async Task RunAsync(Random random, CancellationToken stop)
    {
        try
        {
            while (true)
            {
                await pace.TurnAsync(stop);
                if (random.NextDouble() < OldBatches && book.AnyAcknowledged(random) is { } old)
                {
                    await RepeatAsync(old, stop);
                }
                else
                {
                    await DeliverAsync(book.Next(id, random.Next(MinEvents, MaxEvents + 1)), random, stop);
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Told to stop.
        }
    }

    /// <summary>Sends a batch again that is known to be on disk; the collector must know it too.</summary>
    public async Task RepeatAsync(SentBatch batch, CancellationToken stop)
    {
        var answer = await SendAsync(batch, usage.Frame(batch), stop);
        if (answer.Response is { Duplicate: false })
        {
            book.Broke($"Batch {batch.Number} of client {batch.Client} was acknowledged, came again and was taken for a new one.");
        }
    }

    private async Task DeliverAsync(SentBatch batch, Random random, CancellationToken stop)
    {
        var frame = usage.Frame(batch);
        var givesUp = random.NextDouble() < GivenUp;
        while (true)
        {
            var copies = Enumerable.Range(0, random.Next(1, MaxCopies + 1)).Select(_ => SendAsync(batch, frame, stop)).ToList();
            foreach (var answer in await Task.WhenAll(copies))
            {
                if (answer.Response is not null && random.NextDouble() >= LostReplies)
                {
                    batch.Acknowledge();
                }
            }

            if (batch.IsAcknowledged || givesUp)
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(5, 200)), TimeProvider.System, stop);
        }
    }

    private async Task<Answer> SendAsync(SentBatch batch, byte[] frame, CancellationToken stop)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(stop);
        deadline.CancelAfter(Deadline);
        try
        {
            var answer = await connection.PublishAsync(frame, deadline.Token);
            book.Answered(answer.Response is { Duplicate: true } ? "duplicate" : answer.Status);
            if (answer.Response is { } response && (response.AcceptedCount != batch.Count || response.BatchSequence != batch.Number))
            {
                book.Broke($"Batch {batch.Number} of client {batch.Client} has {batch.Count} events; the answer to batch {response.BatchSequence} accepted {response.AcceptedCount}.");
            }

            return answer;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            book.Answered("late");
            return Answer.None;
        }
    }
}

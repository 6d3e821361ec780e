using System.Diagnostics;
using CsTelemetry.LoadGenerator.Load;
using CsTelemetry.LoadGenerator.Sending;

namespace CsTelemetry.LoadGenerator.Overload;

/// <summary>
/// Many clients that offer batches at a rate of their own, whatever the answers are. A refused batch comes again after
/// the delay that the refusal names, a bounded number of times; it takes the turn of a new one.
/// </summary>
internal sealed class HonestClients(IReadOnlyList<Connection> connections, IReadOnlyList<BatchTemplate> templates, ulong client, OfferBook book)
{
    private const int WorkersPerConnection = 16, MaxAttempts = 4, MaxWaiting = 50_000;

    private long _nextBatch;

    /// <summary>Offers until it is told to stop; returns when the last answer is there.</summary>
    public Task OfferAsync(double eventsPerSecond, CancellationToken stop)
    {
        var pace = new Pace(eventsPerSecond / templates[0].EventCount);
        var waiting = new RetryQueue(MaxWaiting);
        var workers = connections.SelectMany(connection => Enumerable.Range(0, WorkersPerConnection).Select(_ => Task.Run(() => WorkAsync(connection, pace, waiting, stop), CancellationToken.None)));
        return Task.WhenAll(workers);
    }

    private async Task WorkAsync(Connection connection, Pace pace, RetryQueue waiting, CancellationToken stop)
    {
        var bytes = new byte[templates.Max(template => template.FrameBytes)];
        try
        {
            while (!stop.IsCancellationRequested)
            {
                await pace.TurnAsync(stop);
                var isRetry = waiting.TryTake(Stopwatch.GetTimestamp(), out var offer);
                await SendAsync(connection, isRetry ? offer : New(), bytes, waiting);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Told to stop; what waits is given up.
        }
    }

    private Offer New() => new(Interlocked.Increment(ref _nextBatch), TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds(), 0);

    private async Task SendAsync(Connection connection, Offer offer, byte[] bytes, RetryQueue waiting)
    {
        var template = templates[(int)(offer.Number % templates.Count)];
        template.WriteTo(bytes, client, (ulong)offer.Number, ((ulong)(offer.Number - 1) * (ulong)template.EventCount) + 1, offer.StampedAt);

        // An answer is waited for even after the stop, or the books could not be compared.
        var answer = await connection.PublishAsync(bytes.AsMemory(0, template.FrameBytes), CancellationToken.None);
        book.Answered(template.EventCount, answer);
        if (answer.Response is not null)
        {
            return;
        }

        var again = offer with { Attempts = offer.Attempts + 1 };
        var dueAt = Stopwatch.GetTimestamp() + (long)((answer.RetryAfter ?? TimeSpan.Zero).TotalSeconds * Stopwatch.Frequency);
        if (again.Attempts >= MaxAttempts || answer.RetryAfter is null || !waiting.TryAdd(again, dueAt))
        {
            book.GaveUp(template.EventCount);
        }
    }
}

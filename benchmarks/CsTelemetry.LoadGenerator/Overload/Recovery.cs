using System.Diagnostics;

namespace CsTelemetry.LoadGenerator.Overload;

/// <summary>Finds when acknowledgements are back at a rate, averaged over a second.</summary>
internal static class Recovery
{
    private const int LooksPerSecond = 10;

    /// <param name="acknowledged">Reads how many events were acknowledged so far.</param>
    /// <param name="eventsPerSecond">The rate.</param>
    /// <param name="from">When the overload was stopped, as a timestamp of <see cref="Stopwatch"/>.</param>
    /// <param name="longest">When to give up.</param>
    /// <param name="cancellationToken">Ends the watch.</param>
    /// <returns>The time from the stop to the end of the first such second.</returns>
    public static async Task<TimeSpan?> WatchAsync(Func<long> acknowledged, double eventsPerSecond, long from, TimeSpan longest, CancellationToken cancellationToken)
    {
        var looks = new Queue<(long Events, long At)>();
        while (Stopwatch.GetElapsedTime(from) < longest)
        {
            looks.Enqueue((acknowledged(), Stopwatch.GetTimestamp()));
            await Task.Delay(TimeSpan.FromSeconds(1.0 / LooksPerSecond), TimeProvider.System, cancellationToken);
            if (looks.Count < LooksPerSecond)
            {
                continue;
            }

            var (events, at) = looks.Dequeue();
            if ((acknowledged() - events) / Stopwatch.GetElapsedTime(at).TotalSeconds >= eventsPerSecond)
            {
                return Stopwatch.GetElapsedTime(from);
            }
        }

        return null;
    }
}

using System.Diagnostics;
using CsTelemetry.LoadGenerator.Running;

namespace CsTelemetry.LoadGenerator.Load;

/// <summary>Watches how long after its acknowledgement an event stands in the rollup.</summary>
internal sealed class FreshnessProbe(Store store, Func<long> acknowledged, long before)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly List<TimeSpan> _ages = [];
    private readonly Queue<(long Events, long At)> _waiting = new();

    /// <summary>Looks until it is told to end and everything acknowledged was seen.</summary>
    public async Task<List<TimeSpan>> RunAsync(CancellationToken ending, CancellationToken cancellationToken)
    {
        var (lastStored, seen) = (0L, 0L);
        while (!ending.IsCancellationRequested || _waiting.Count > 0)
        {
            if (!ending.IsCancellationRequested)
            {
                _waiting.Enqueue((before + acknowledged(), Stopwatch.GetTimestamp()));
            }

            var stored = await store.CountAsync("SELECT count() FROM events", cancellationToken);
            if (stored > lastStored || seen < stored)
            {
                // Adding up the rollup costs the store something, counting raw rows does not.
                (lastStored, seen) = (stored, await store.CountAsync("SELECT sum(events) FROM usage_daily", cancellationToken));
            }

            while (_waiting.TryPeek(out var oldest) && oldest.Events <= seen)
            {
                _ages.Add(Stopwatch.GetElapsedTime(oldest.At));
                _waiting.Dequeue();
            }

            await Task.Delay(Interval, TimeProvider.System, cancellationToken);
        }

        return _ages;
    }
}

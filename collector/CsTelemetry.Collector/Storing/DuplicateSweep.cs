using CsTelemetry.ClickHouse;
using CsTelemetry.ClickHouse.Landing;
using CsTelemetry.Collector.Journal;

namespace CsTelemetry.Collector.Storing;

/// <summary>
/// Removes, every now and then, what this collector brought into the store although another one had received it
/// before. It works in the quiet, so what it removes is never sent again and no audit misses it. Runs alone.
/// </summary>
internal sealed class DuplicateSweep(
    DuplicateBatches batches, DuplicateMetrics metrics, VerifiedWindow window, StoreOptions options, TimeProvider time, ILogger<DuplicateSweep> logger) : IQuietWork
{
    // Events wait in the log meanwhile: what is left has its turn after the next audit.
    private static readonly TimeSpan TurnLimit = TimeSpan.FromSeconds(2);

    private readonly Queue<DuplicateSearch> _open = [];
    private long? _searchedAt;
    private bool _hasFailed;

    public async Task<long> WorkAsync(long verifiedThrough, CancellationToken cancellationToken)
    {
        if ((_open.Count == 0 || _hasFailed) && _searchedAt is { } at && time.GetElapsedTime(at) < options.DuplicateSearchInterval)
        {
            return 0;
        }

        try
        {
            await SweepAsync(verifiedThrough, cancellationToken);
            _hasFailed = false;
        }
        catch (Exception exception) when (exception is ClickHouseException or IOException)
        {
            // The days that were open stay so, and have their turn after the interval.
            (_hasFailed, _searchedAt) = (true, time.GetTimestamp());
            metrics.Failed();
            Log.SweepFailed(logger, exception);
        }

        return 0;
    }

    private async Task SweepAsync(long verifiedThrough, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        if (_open.Count == 0)
        {
            foreach (var search in await batches.TouchedAsync(time.GetUtcNow() - options.DuplicateSearchWindow, cancellationToken))
            {
                _open.Enqueue(search);
            }

            _searchedAt = started;
            metrics.Searched();
        }

        while (_open.TryPeek(out var search) && time.GetElapsedTime(started) < TurnLimit)
        {
            var removed = await batches.RemoveAsync(search, verifiedThrough, cancellationToken);
            _open.Dequeue();
            if (removed > 0)
            {
                metrics.Removed(removed);
                await window.ForgetAsync(verifiedThrough, cancellationToken);
                Log.DuplicatesRemoved(logger, removed, search.Days[0], search.Days[^1]);
            }
        }
    }
}

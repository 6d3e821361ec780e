using CsTelemetry.Collector.Journal;
using CsTelemetry.Wal;

namespace CsTelemetry.Collector.Storing;

/// <summary>
/// Remembers which ranges were verified lately: the store may lose them again if its machine loses power, since it does not fsync
/// what it writes. Ranges that the log has retired, or before which somebody was erased, are not its to judge. Runs alone.
/// </summary>
internal sealed class VerifiedWindow(WriteAheadLog log, IErasureHorizon erasures, TimeProvider time)
{
    /// <summary>How long a range is remembered.</summary>
    public static readonly TimeSpan KeepFor = TimeSpan.FromMinutes(10);

    /// <summary>How many ranges are remembered; beyond, the oldest are forgotten.</summary>
    public const int MaxRangeCount = 1000;

    private readonly Queue<(long At, RangeFootprint Range)> _ranges = [];

    public void Add(IEnumerable<RangeFootprint> verified)
    {
        var now = time.GetTimestamp();
        foreach (var range in verified)
        {
            _ranges.Enqueue((now, range));
        }

        while (_ranges.Count > MaxRangeCount || (_ranges.TryPeek(out var oldest) && time.GetElapsedTime(oldest.At) > KeepFor))
        {
            _ranges.Dequeue();
        }
    }

    /// <summary>Forgets all, for good: rows were removed on purpose, and must not be sent again, after a restart either.</summary>
    /// <exception cref="IOException">The log does not take it; what is in memory is forgotten.</exception>
    public Task ForgetAsync(long through, CancellationToken cancellationToken)
    {
        _ranges.Clear();
        return new ControlLog(log).RemovedAsync(through, cancellationToken);
    }

    /// <summary>Lists the ranges that the store must hold, oldest first.</summary>
    public IReadOnlyList<RangeFootprint> Held()
    {
        var from = Math.Max(log.FirstSequence, erasures.LastOrderIn(log.Id) + 1);
        return [.. _ranges.Where(entry => entry.Range.Range.First >= from && time.GetElapsedTime(entry.At) <= KeepFor).Select(entry => entry.Range)];
    }
}

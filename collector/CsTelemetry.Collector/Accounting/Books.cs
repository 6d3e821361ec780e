using CsTelemetry.Collector.Events;

namespace CsTelemetry.Collector.Accounting;

/// <summary>
/// Counts every event once: `received = accepted + rejected` and `accepted = verified + pending + quarantined`, at every moment.
/// Accepted, verified and quarantined go on over restarts, because the log remembers them. Thread-safe.
/// </summary>
internal sealed class Books
{
    private readonly Lock _gate = new();
    private readonly long[] _rejectedByCode = new long[Enum.GetValues<RejectionCode>().Length + 1];
    private long _accepted;
    private long _rejected;
    private long _duplicates;
    private long _verified;
    private long _quarantined;

    /// <summary>Takes over what the log knows from before this start.</summary>
    public void Restore(long verified, long pending, long quarantined = 0)
    {
        lock (_gate)
        {
            _verified = verified;
            _quarantined = quarantined;
            _accepted = verified + pending + quarantined;
        }
    }

    /// <summary>A batch was answered: some of its events are on disk, the others were turned away.</summary>
    public void Answered(int accepted, IReadOnlyList<Rejection> rejections)
    {
        lock (_gate)
        {
            _accepted += accepted;
            _rejected += rejections.Count;
            foreach (var rejection in rejections)
            {
                _rejectedByCode[(int)rejection.Code]++;
            }
        }
    }

    /// <summary>A batch came again; its events were counted the first time and are not counted as received.</summary>
    public void Repeated(int events)
    {
        lock (_gate)
        {
            _duplicates += events;
        }
    }

    /// <summary>The audit has found events in the raw table and in the rollup; others, which the store refused, are in quarantine.</summary>
    public void Verified(long events, long quarantined = 0)
    {
        lock (_gate)
        {
            _verified += events;
            _quarantined += quarantined;
        }
    }

    public BooksSnapshot Read()
    {
        lock (_gate)
        {
            var byCode = Enum.GetValues<RejectionCode>().ToDictionary(code => code, code => _rejectedByCode[(int)code]);
            return new BooksSnapshot(_accepted, _rejected, _duplicates, _verified, _quarantined, byCode);
        }
    }
}

using CsTelemetry.Wal.Format;

namespace CsTelemetry.Wal.Commit;

/// <summary>Counts what the committer does, for statistics and for metrics.</summary>
internal sealed class CommitRecorder(WalCounters counters, WalMetrics metrics, TimeProvider time)
{
    public long Start() => time.GetTimestamp();

    public void Committed(long started, int records, int bytes)
    {
        var duration = time.GetElapsedTime(started);
        counters.Appended(records, bytes - ((long)records * RecordHeader.Bytes), duration);
        metrics.Committed(records, bytes, duration);
    }

    public void SegmentStarted(bool isPrepared) => metrics.SegmentStarted(isPrepared);

    public void CommitFailed() => metrics.CommitFailed();

    public void Answered(WalAppendStatus status)
    {
        if (status == WalAppendStatus.Full)
        {
            counters.Refused();
        }
        else if (status == WalAppendStatus.Failed)
        {
            counters.Failed();
        }

        metrics.Answered(status);
    }
}

using System.Diagnostics.Metrics;

namespace CsTelemetry.Wal;

/// <summary>Publishes the log's metrics under the meter <c>CsTelemetry.Wal</c>.</summary>
internal sealed class WalMetrics : IDisposable
{
    private static readonly KeyValuePair<string, object?> Durable = new("status", "durable");
    private static readonly KeyValuePair<string, object?> Full = new("status", "full");
    private static readonly KeyValuePair<string, object?> Failed = new("status", "failed");
    private static readonly KeyValuePair<string, object?> Prepared = new("prepared", "true");
    private static readonly KeyValuePair<string, object?> Unprepared = new("prepared", "false");

    private readonly Counter<long> _appends;
    private readonly Counter<long> _bytes;
    private readonly Counter<long> _commitFailures;
    private readonly Counter<long> _segmentsStarted;
    private readonly Histogram<double> _commitDuration;
    private readonly Histogram<long> _groupSize;

    public WalMetrics()
    {
        _appends = Meter.CreateCounter<long>("cstelemetry.wal.appends", "{record}", "Appends answered, by status.");
        _bytes = Meter.CreateCounter<long>("cstelemetry.wal.bytes", "By", "Bytes made durable, record headers included.");
        _commitFailures = Meter.CreateCounter<long>("cstelemetry.wal.commit.failures", "{commit}", "Group commits whose write or fsync failed.");
        _segmentsStarted = Meter.CreateCounter<long>("cstelemetry.wal.segments.started", "{segment}", "Segment files begun, by whether the file had been prepared.");
        _commitDuration = Meter.CreateHistogram<double>("cstelemetry.wal.commit.duration", "s", "Write and fsync of one group.");
        _groupSize = Meter.CreateHistogram<long>("cstelemetry.wal.commit.size", "{record}", "Records in one group.");
    }

    public Meter Meter { get; } = new("CsTelemetry.Wal");

    /// <summary>Adds the values that are read when somebody looks.</summary>
    public void Observe(Func<WalStatistics> statistics, long limitBytes)
    {
        Meter.CreateObservableGauge("cstelemetry.wal.disk.limit", () => limitBytes, "By", "How many bytes segments may take; beyond, nothing is appended.");
        Meter.CreateObservableGauge("cstelemetry.wal.disk.usage", () => statistics().DiskBytes, "By", "Durable bytes in segments.");
        Meter.CreateObservableGauge("cstelemetry.wal.segments", () => statistics().SegmentCount, "{segment}", "Segment files.");
        Meter.CreateObservableGauge("cstelemetry.wal.pending", () => statistics().PendingBytes, "By", "Bytes queued or being written.");
        Meter.CreateObservableCounter("cstelemetry.wal.corrupt_records", () => statistics().CorruptRecordsSkipped, "{record}", "Damaged records skipped.");
    }

    public void Committed(int records, int bytes, TimeSpan duration)
    {
        _bytes.Add(bytes);
        _groupSize.Record(records);
        _commitDuration.Record(duration.TotalSeconds);
    }

    public void SegmentStarted(bool isPrepared) => _segmentsStarted.Add(1, isPrepared ? Prepared : Unprepared);

    public void CommitFailed() => _commitFailures.Add(1);

    public void Answered(WalAppendStatus status) => _appends.Add(1, status switch
    {
        WalAppendStatus.Durable => Durable,
        WalAppendStatus.Full => Full,
        _ => Failed,
    });

    public void Dispose() => Meter.Dispose();
}

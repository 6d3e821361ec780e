namespace CsTelemetry.Wal;

/// <summary>Holds the numbers behind <see cref="WalStatistics"/>. Written by several threads.</summary>
internal sealed class WalCounters
{
    private long _recordsAppended;
    private long _payloadBytesAppended;
    private long _appendsRefused;
    private long _appendsFailed;
    private long _recordsRecovered;
    private long _tornBytesCut;
    private long _corruptRecordsSkipped;
    private long _unreadableSegments;
    private long _missingSegments;
    private long _segmentsRetired;
    private long _lastCommitTicks;

    public long CorruptRecordsSkipped => Interlocked.Read(ref _corruptRecordsSkipped);

    public void Appended(int records, long payloadBytes, TimeSpan commitDuration)
    {
        Interlocked.Add(ref _recordsAppended, records);
        Interlocked.Add(ref _payloadBytesAppended, payloadBytes);
        Interlocked.Exchange(ref _lastCommitTicks, commitDuration.Ticks);
    }

    public void Refused() => Interlocked.Increment(ref _appendsRefused);

    public void Failed() => Interlocked.Increment(ref _appendsFailed);

    public void Recovered(long records) => Interlocked.Add(ref _recordsRecovered, records);

    public void Cut(long bytes) => Interlocked.Add(ref _tornBytesCut, bytes);

    public void Corrupt(long records) => Interlocked.Add(ref _corruptRecordsSkipped, records);

    public void Unreadable() => Interlocked.Increment(ref _unreadableSegments);

    public void Missing() => Interlocked.Increment(ref _missingSegments);

    public void Retired() => Interlocked.Increment(ref _segmentsRetired);

    public WalStatistics Snapshot(int segmentCount, long diskBytes, long pendingBytes, bool isDiskFull) => new()
    {
        SegmentCount = segmentCount,
        DiskBytes = diskBytes,
        PendingBytes = pendingBytes,
        IsDiskFull = isDiskFull,
        RecordsAppended = Interlocked.Read(ref _recordsAppended),
        PayloadBytesAppended = Interlocked.Read(ref _payloadBytesAppended),
        AppendsRefused = Interlocked.Read(ref _appendsRefused),
        AppendsFailed = Interlocked.Read(ref _appendsFailed),
        RecordsRecovered = Interlocked.Read(ref _recordsRecovered),
        TornBytesCut = Interlocked.Read(ref _tornBytesCut),
        CorruptRecordsSkipped = CorruptRecordsSkipped,
        UnreadableSegments = Interlocked.Read(ref _unreadableSegments),
        MissingSegments = Interlocked.Read(ref _missingSegments),
        SegmentsRetired = Interlocked.Read(ref _segmentsRetired),
        LastCommitDuration = TimeSpan.FromTicks(Interlocked.Read(ref _lastCommitTicks)),
    };
}

using CsTelemetry.Wal.Commit;
using CsTelemetry.Wal.Format;
using CsTelemetry.Wal.Recovery;
using CsTelemetry.Wal.Segments;
using CsTelemetry.Wal.Storage;
using Microsoft.Extensions.Logging;

namespace CsTelemetry.Wal;

/// <summary>
/// Keeps records of bytes in order on one disk and says so only after fsync. All members are safe from any thread.
/// Sequences start at 1, grow by one per record, may skip after a crash, and are never used twice.
/// </summary>
public sealed class WriteAheadLog : IAsyncDisposable
{
    private readonly WalOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ILogStorage _storage;
    private readonly IDisposable _lock;
    private readonly SegmentSet _segments;
    private readonly SegmentRetirement _retirement;
    private readonly DurableMark _mark;
    private readonly DiskReserve _reserve;
    private readonly AppendQueue _queue = new();
    private readonly WalCounters _counters;
    private readonly WalMetrics _metrics = new();
    private readonly CommitRecorder _recorder;
    private readonly SegmentStock? _stock;
    private readonly ActiveSegment _active;
    private Task _committing = Task.CompletedTask;

    private WriteAheadLog(
        WalOptions options,
        ILogStorage storage,
        IDisposable directoryLock,
        RecoveredLog recovered,
        WalCounters counters,
        TaskScheduler background,
        TimeProvider time,
        ILogger logger)
    {
        (_options, _storage, _lock, _counters, _time, _logger) = (options, storage, directoryLock, counters, time, logger);
        Id = recovered.LogId;
        _segments = new SegmentSet(recovered.Segments);
        _mark = new DurableMark(recovered.NextSequence - 1);
        _retirement = new SegmentRetirement(storage, _segments, counters, logger);
        _reserve = new DiskReserve(storage, options.ReserveBytes, time, logger);
        _recorder = new CommitRecorder(counters, _metrics, time);
        _stock = options.PreparesSegments ? new SegmentStock(storage, options.SegmentBytes, background, logger) : null;
        _active = new ActiveSegment(
            _segments, new SegmentFactory(storage, _stock, Id, options.SegmentBytes, time), _stock, _recorder, options.SegmentBytes, time, logger);
    }

    /// <summary>Gets the log's id: random, never 0, drawn when the directory is first used. With it a sequence is unique for all time.</summary>
    public ulong Id { get; }

    /// <summary>Gets the sequence up to which everything is durable or gone for good; the next record gets the one after it.</summary>
    public long LastDurableSequence => _mark.Last;

    /// <summary>Gets where the oldest segment starts; <see cref="LastDurableSequence"/> + 1 when no record is kept.</summary>
    public long FirstSequence => _segments.All is [var oldest, ..] ? oldest.FirstSequence : LastDurableSequence + 1;

    /// <summary>Gets what the log did and holds.</summary>
    public WalStatistics Statistics =>
        _counters.Snapshot(_segments.All.Count, _segments.Bytes, _queue.PendingBytes, _reserve.IsSpent);

    /// <summary>Gets the segment files, oldest first.</summary>
    public IReadOnlyList<WalSegmentInfo> Segments => [.. _segments.All.Select(segment => segment.Describe())];

    /// <summary>
    /// Opens the log in a directory, making it on first use, and recovers what a crash or a bad disk left: damaged content never keeps
    /// it from starting. Throws <see cref="ArgumentException"/> listing every fault of the options, and <see cref="IOException"/> or
    /// <see cref="UnauthorizedAccessException"/> when the directory cannot be used or another process has it.
    /// </summary>
    public static WriteAheadLog Open(WalOptions options, TimeProvider time, ILogger logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        ThrowIfFaulty(options);
        return Open(options, DirectoryLogStorage.Open(options.Directory), TaskScheduler.Default, time, logger);
    }

    /// <summary>
    /// Appends a record; completes after its fsync. <paramref name="payload"/> must not change until then, 0 to
    /// <see cref="WalOptions.MaxRecordBytes"/>, else <see cref="ArgumentException"/>. The token counts only before the record is queued.
    /// </summary>
    public ValueTask<WalAppendResult> AppendAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellationToken = default)
    {
        ThrowIfTooLarge(payload, _options.MaxRecordBytes, nameof(WalOptions.MaxRecordBytes));
        var diskRoom = _options.MaxTotalBytes - _segments.Bytes;
        return EnqueueAsync(new PendingAppend(payload, isControl: false), Math.Min(_options.MaxPendingBytes, diskRoom), cancellationToken);
    }

    /// <summary>
    /// Appends a small record that leads to segments being retired, of at most <see cref="WalOptions.MaxControlRecordBytes"/>.
    /// Like <see cref="AppendAsync"/>, but may exceed <see cref="WalOptions.MaxTotalBytes"/> by one segment,
    /// <see cref="WalOptions.MaxPendingBytes"/> by the reserve, and uses the reserve when the disk is full.
    /// </summary>
    public ValueTask<WalAppendResult> AppendControlAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellationToken = default) =>
        AppendControlAsync(payload, startsSegment: false, cancellationToken);

    /// <summary>
    /// Like <see cref="AppendControlAsync(ReadOnlyMemory{byte}, CancellationToken)"/>, but the record is the first of its segment: what was
    /// appended before it is in sealed segments, and can be retired without waiting for them to fill up.
    /// </summary>
    public ValueTask<WalAppendResult> AppendControlToNewSegmentAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellationToken = default) =>
        AppendControlAsync(payload, startsSegment: true, cancellationToken);

    /// <summary>Opens a cursor whose first record is the first with <paramref name="fromSequence"/> (1 or more) or later that is still kept.</summary>
    public WalCursor OpenCursor(long fromSequence)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(fromSequence, 1);
        return new WalCursor(_storage, _segments, _mark, Id, fromSequence, _counters, _logger);
    }

    /// <summary>
    /// Deletes sealed segments that hold no record after <paramref name="sequence"/>, oldest first, and returns how many. The newest
    /// stays. A deletion that fails is logged and tried again by the next call.
    /// </summary>
    public int RetireThrough(long sequence)
    {
        var count = _retirement.Through(sequence);
        if (count > 0)
        {
            _reserve.SpaceFreed();
        }

        return count;
    }

    /// <summary>Takes no more appends, commits what is queued within <see cref="WalOptions.CloseTimeout"/>, answers the rest as failed, ends waiting cursors.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Close();
        try
        {
            await _committing.WaitAsync(_options.CloseTimeout, _time);
        }
        catch (TimeoutException)
        {
            var left = _queue.Abandon();
            foreach (var append in left.Where(append => append.TryAnswer(WalAppendResult.Failed)))
            {
                _recorder.Answered(WalAppendStatus.Failed);
            }

            _mark.Close();
            Log.CloseTimedOut(_logger, _options.CloseTimeout, left.Count);
        }

        _metrics.Dispose();
    }

    /// <summary>Opens the log; segments are prepared on <paramref name="background"/>.</summary>
    internal static WriteAheadLog Open(WalOptions options, ILogStorage storage, TaskScheduler background, TimeProvider time, ILogger logger)
    {
        ThrowIfFaulty(options);
        var directoryLock = storage.Lock();
        try
        {
            var counters = new WalCounters();
            var recovered = new LogRecovery(storage, counters, logger).Inspect();
            var log = new WriteAheadLog(options, storage, directoryLock, recovered, counters, background, time, logger);
            log.Start(recovered);
            return log;
        }
        catch
        {
            directoryLock.Dispose();
            throw;
        }
    }

    private static void ThrowIfFaulty(WalOptions options)
    {
        var faults = options.Validate();
        if (faults.Count > 0)
        {
            throw new ArgumentException($"The write-ahead log cannot be opened: {string.Join(' ', faults)}", nameof(options));
        }
    }

    private static void ThrowIfTooLarge(ReadOnlyMemory<byte> payload, int largest, string limit)
    {
        if (payload.Length > largest)
        {
            throw new ArgumentException(
                $"The record has {payload.Length} bytes; {limit} allows {largest}. Split it, or raise the limit.", nameof(payload));
        }
    }

    private ValueTask<WalAppendResult> AppendControlAsync(ReadOnlyMemory<byte> payload, bool startsSegment, CancellationToken cancellationToken)
    {
        var largest = Math.Min(WalOptions.MaxControlRecordBytes, _options.MaxRecordBytes);
        ThrowIfTooLarge(payload, largest, nameof(WalOptions.MaxControlRecordBytes));
        var diskRoom = _options.MaxTotalBytes + _options.SegmentBytes - _segments.Bytes;
        var pending = _options.MaxPendingBytes + _options.ReserveBytes;
        return EnqueueAsync(new PendingAppend(payload, isControl: true, startsSegment), Math.Min(pending, diskRoom), cancellationToken);
    }

    private ValueTask<WalAppendResult> EnqueueAsync(PendingAppend append, long limitBytes, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<WalAppendResult>(cancellationToken);
        }

        var admission = _queue.TryAdd(append, limitBytes);
        if (admission == Admission.Queued)
        {
            return new ValueTask<WalAppendResult>(append.Answered);
        }

        var refusal = admission == Admission.Full ? WalAppendResult.Full : WalAppendResult.Failed;
        _recorder.Answered(refusal.Status);
        return ValueTask.FromResult(refusal);
    }

    private void Start(RecoveredLog recovered)
    {
        recovered.Repairs.SyncNewest();
        _reserve.Restore();
        if (TryStartSegment(recovered.NextSequence))
        {
            recovered.Repairs.Apply();
        }

        _metrics.Observe(() => Statistics, _options.MaxTotalBytes);
        Log.Opened(_logger, Id, _storage.Location, _segments.All.Count, Statistics.RecordsRecovered, recovered.NextSequence);
        _committing = Task.Factory.StartNew(Commit, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    // The new segment's name makes it safe to repair the old ones: it says that their sequences are used up.
    private bool TryStartSegment(long nextSequence)
    {
        var fault = _active.Prepare(SegmentHeader.Bytes, nextSequence);
        if (fault is not null && StorageFault.IsNoSpace(fault) && _reserve.TrySpend())
        {
            _active.RetryNow();
            fault = _active.Prepare(SegmentHeader.Bytes, nextSequence);
        }

        return fault is null;
    }

    // The directory is free for another process only when this thread, the only one that writes, has left.
    private void Commit()
    {
        try
        {
            var buffer = new GroupBuffer(Id);
            new Committer(_queue, _active, _reserve, _stock, _mark, buffer, _recorder, _options.MaxGroupBytes, _logger).Run();
        }
        finally
        {
            _active.Dispose();
            _stock?.Dispose();
            _lock.Dispose();
            _mark.Close();
        }
    }
}

using CsTelemetry.Wire;

namespace CsTelemetry.Buffering;

/// <summary>Keeps the books: every event that was tracked stands in exactly one other column. Guarded by the buffer's gate.</summary>
internal sealed class Ledger
{
    private readonly long[] _dropped = new long[(int)DropReason.DiskLost + 1];
    private readonly long[] _rejected = new long[(int)RejectionReason.InvalidBatch + 1];
    private long _tracked;
    private long _delivered;
    private long _batches;
    private long _duplicates;
    private long _failedAttempts;
    private long _persisted;
    private long _recovered;
    private long _corruptFiles;
    private long _diskFailures;
    private string? _diskError;
    private string? _lastError;

    public long Queued { get; private set; }

    public void Queue()
    {
        _tracked++;
        Queued++;
    }

    public void DropAtTheDoor(DropReason reason)
    {
        _tracked++;
        _dropped[(int)reason]++;
    }

    public void Settle(int eventCount, in Settlement settlement)
    {
        Queued -= eventCount;
        Close(eventCount, in settlement);
    }

    /// <summary>Moves events from memory to disk.</summary>
    public void Keep(int eventCount)
    {
        Queued -= eventCount;
        _persisted += eventCount;
        _diskError = null;
    }

    /// <summary>Takes in events that an earlier run left on disk.</summary>
    public void Recover(int eventCount)
    {
        _tracked += eventCount;
        _recovered += eventCount;
        _persisted += eventCount;
    }

    /// <summary>Enters how a batch on disk ended.</summary>
    public void SettleKept(int eventCount, in Settlement settlement)
    {
        _persisted -= eventCount;
        Close(eventCount, in settlement);
    }

    public long DropAllQueued(DropReason reason)
    {
        var left = Queued;
        DropQueued(left, reason);
        return left;
    }

    public void DropQueued(long eventCount, DropReason reason)
    {
        _dropped[(int)reason] += eventCount;
        Queued -= eventCount;
    }

    public void DiskFailed(string error)
    {
        _diskFailures++;
        _diskError = error;
    }

    public void DiskWorks() => _diskError = null;

    public void Corrupt() => _corruptFiles++;

    public void Failed(string error)
    {
        _failedAttempts++;
        _lastError = error;
    }

    public void NotDelivered(string error) => _lastError = error;

    public TelemetryStatistics Read() => new()
    {
        Tracked = _tracked,
        Delivered = _delivered,
        Queued = Queued,
        Persisted = _persisted,
        Recovered = _recovered,
        CorruptFiles = _corruptFiles,
        DiskFailures = _diskFailures,
        DiskError = _diskError,
        BatchesSettled = _batches,
        DuplicateReplies = _duplicates,
        FailedAttempts = _failedAttempts,
        LastError = _lastError,
        Dropped = new()
        {
            QueueFull = _dropped[(int)DropReason.QueueFull],
            TooLarge = _dropped[(int)DropReason.TooLarge],
            Invalid = _dropped[(int)DropReason.Invalid],
            Expired = _dropped[(int)DropReason.Expired],
            Shutdown = _dropped[(int)DropReason.Shutdown],
            Sampled = _dropped[(int)DropReason.Sampled],
            NoConsent = _dropped[(int)DropReason.NoConsent],
            DiskFull = _dropped[(int)DropReason.DiskFull],
            DiskLost = _dropped[(int)DropReason.DiskLost],
        },
        Rejected = new()
        {
            UnknownKind = _rejected[(int)RejectionReason.UnknownKind],
            MissingField = _rejected[(int)RejectionReason.MissingField],
            TooLarge = _rejected[(int)RejectionReason.TooLarge],
            InvalidValue = _rejected[(int)RejectionReason.InvalidValue],
            TooLate = _rejected[(int)RejectionReason.TooLate],
            TooEarly = _rejected[(int)RejectionReason.TooEarly],
            Erased = _rejected[(int)RejectionReason.Erased],
            NotUtf8 = _rejected[(int)RejectionReason.NotUtf8],
            ClockSkewed = _rejected[(int)RejectionReason.ClockSkewed],
            CardinalityExceeded = _rejected[(int)RejectionReason.CardinalityExceeded],
            Unauthenticated = _rejected[(int)RejectionReason.Unauthenticated],
            PermissionDenied = _rejected[(int)RejectionReason.PermissionDenied],
            InvalidBatch = _rejected[(int)RejectionReason.InvalidBatch],
            Other = _rejected[(int)RejectionReason.Other],
        },
    };

    private void Close(int eventCount, in Settlement settlement)
    {
        _batches++;
        _duplicates += settlement.IsDuplicate ? 1 : 0;
        _delivered += settlement.Split(eventCount).Delivered;
        if (settlement.Refused is { } reason)
        {
            _rejected[(int)reason] += eventCount;
        }
        else if (settlement.Rejected is null)
        {
            _dropped[(int)settlement.Dropped] += eventCount;
        }
        else
        {
            foreach (var rejected in settlement.Rejected)
            {
                _rejected[(int)rejected.Reason]++;
            }
        }
    }
}

using System.Diagnostics.CodeAnalysis;
using CsTelemetry.Wire;

namespace CsTelemetry.Buffering;

/// <summary>
/// Takes events in, cuts them into batches, lends the batches to the senders, and keeps the books of all of it under
/// one gate, so that the books balance at every moment. Safe for any number of threads.
/// </summary>
internal sealed class EventBuffer : IDisposable
{
    private readonly Gate _gate = new();
    private readonly Ledger _ledger = new();
    private readonly BatchQueue _batches = new();
    private readonly FlushWaits _flushes = new();
    private readonly Wakeup _wakeup = new();
    private readonly Wakeup _keeper = new();
    private readonly ConsentSwitch _consent;
    private readonly ChunkPool _pool;
    private readonly BufferLimits _limits;
    private readonly TimeProvider _time;
    private readonly FlushTimer _timer;
    private Chunk? _current;
    private bool _cutNow;
    private long _cutAt;
    private bool _closed;
    private ulong _lastEvent;
    private ulong _lastBatch;
    private EventFault _latestFault;

    public EventBuffer(byte[] prefix, BufferLimits limits, TimeSpan flushInterval, TimeProvider time, Func<double> dice, ConsentState consent = ConsentState.Granted)
    {
        _limits = limits;
        _time = time;
        _consent = new ConsentSwitch(consent);
        _pool = new ChunkPool(prefix, limits.ChunkBytes, limits.MaxChunks);
        Books = new DeliveryBooks(_gate, _ledger, _flushes, _batches, _pool, _consent);
        _timer = new FlushTimer(flushInterval, time, dice, CutNow);
    }

    /// <summary>Gets where it is entered what became of a batch.</summary>
    public DeliveryBooks Books { get; }

    /// <summary>Takes one event in, or counts why not. Never waits for more than the gate and never throws.</summary>
    public bool TryAdd(in EventDraft draft, in EventDetails details)
    {
        EventFault fault;
        bool startsBatch, endsBatch;
        lock (_gate)
        {
            var batches = _lastBatch;
            fault = AppendSafely(in draft, in details);
            endsBatch = batches != _lastBatch;
            startsBatch = fault.Reason == DropReason.None && _current is { EventCount: 1 };
            if (fault.Reason == DropReason.None)
            {
                _ledger.Queue();
            }
            else
            {
                _ledger.DropAtTheDoor(fault.Reason);
                _latestFault = fault;
            }
        }

        if (endsBatch || fault.Reason != DropReason.None)
        {
            _wakeup.Set();
        }

        if (startsBatch)
        {
            _timer.Arm();
        }

        return fault.Reason == DropReason.None;
    }

    /// <summary>Counts an event that is not let in.</summary>
    /// <returns>False.</returns>
    public bool TurnAway(EventFault fault)
    {
        lock (_gate)
        {
            _ledger.DropAtTheDoor(fault.Reason);
        }

        return false;
    }

    /// <summary>Gets whether events may be taken in, and batches be sent and written to disk. Read without waiting.</summary>
    public ConsentState Consent => _consent.State;

    /// <summary>Gets what is cancelled when the present consent is withdrawn.</summary>
    public CancellationToken Withdrawn => _consent.Withdrawn;

    /// <summary>Waits until a batch can be taken or something happened; false when there will be no more batches.</summary>
    public async ValueTask<bool> WaitAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (HasBatch)
            {
                return true;
            }

            if (_closed)
            {
                return false;
            }
        }

        await _wakeup.WaitAsync(cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>Waits until a batch was sealed or a flush began; false when there will be no more batches.</summary>
    public async ValueTask<bool> WaitToKeepAsync(CancellationToken cancellationToken)
    {
        await _keeper.WaitAsync(cancellationToken).ConfigureAwait(false);
        lock (_gate)
        {
            return !_closed;
        }
    }

    /// <summary>Wakes a sender: there is something on disk.</summary>
    public void WakeSender() => _wakeup.Set();

    /// <summary>Wakes whoever waits to keep batches.</summary>
    public void WakeKeeper() => _keeper.Set();

    /// <summary>Takes the oldest batch. Whoever takes it must settle it, keep it or give it back.</summary>
    public bool TryTake([NotNullWhen(true)] out Chunk? batch)
    {
        bool more;
        lock (_gate)
        {
            if (!HasBatch)
            {
                batch = null;
                return false;
            }

            if (_batches.IsEmpty)
            {
                Seal(_current!);
            }

            _batches.TryLend(out batch);
            more = HasBatch;
        }

        if (more)
        {
            _wakeup.Set();
        }

        return batch is not null;
    }

    /// <summary>
    /// Takes the oldest batch that is not worth waiting for: it is full, somebody flushes, or it is due for longer than
    /// that. A batch that still fills is otherwise left alone, or an outage would make many small files.
    /// </summary>
    public bool TryTakeToKeep(TimeSpan longestDue, [NotNullWhen(true)] out Chunk? batch)
    {
        lock (_gate)
        {
            batch = null;
            if (MaySend && _batches.IsEmpty && _cutNow && _current is { EventCount: > 0 }
                && (_flushes.Any || _time.GetElapsedTime(_cutAt) >= longestDue))
            {
                Seal(_current);
            }

            return MaySend && _batches.TryLend(out batch);
        }
    }

    /// <summary>Waits until everything that waits now is settled or on disk, or the time is over.</summary>
    public async ValueTask<FlushResult> FlushAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        FlushWait flush;
        lock (_gate)
        {
            flush = _flushes.Begin(_lastEvent, _ledger.Queued);
        }

        try
        {
            CutNow();
            _keeper.Set();
            await flush.Settled.WaitAsync(timeout, _time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // The result says what remains.
        }
        finally
        {
            lock (_gate)
            {
                _flushes.End(flush);
            }
        }

        lock (_gate)
        {
            return flush.Read(_ledger.Read().LastError);
        }
    }

    public TelemetryStatistics Read()
    {
        lock (_gate)
        {
            return _ledger.Read();
        }
    }

    public EventFault LatestFault()
    {
        lock (_gate)
        {
            return _latestFault;
        }
    }

    /// <summary>Changes what may be done with events. When consent is withdrawn, what waits in memory is gone on return.</summary>
    public void SetConsent(ConsentState state)
    {
        CancellationTokenSource? ended;
        lock (_gate)
        {
            ended = _consent.Set(state);
            if (ended is not null && !Books.IsClosed)
            {
                _flushes.DropRemaining();
                _ledger.DropAllQueued(DropReason.NoConsent);
                _batches.Withdraw(_pool);
                ReturnCurrent();
            }
        }

        // Not on this thread: what waits for the token must not run on the app's.
        _ = ended?.CancelAsync();
        _wakeup.Set();
        _keeper.Set();
    }

    /// <summary>Takes back one user's events, in one account or (when that is empty) in any, from the batches that never left.</summary>
    /// <returns>How many were dropped for want of consent. Batches that were tried or are on disk keep theirs.</returns>
    public int Remove(ReadOnlySpan<byte> userIdUtf8, ReadOnlySpan<byte> accountIdUtf8 = default)
    {
        var user = new UserEvents(userIdUtf8, accountIdUtf8);
        lock (_gate)
        {
            var removed = _batches.Remove(in user, _flushes, _pool);
            if (_current is not null)
            {
                removed += _current.Remove(in user, _flushes);
            }

            _ledger.DropQueued(removed, DropReason.NoConsent);
            return removed;
        }
    }

    /// <summary>Takes no more events; what is there can still be sent.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            _cutNow = true;
        }

        _wakeup.SetForEver();
        _keeper.SetForEver();
    }

    /// <summary>Gives everything that waits, what senders have included, to whoever can still keep it. Only when closed.</summary>
    public Chunk[] TakeLeftovers()
    {
        lock (_gate)
        {
            if (!MaySend)
            {
                return [];
            }

            if (_current is { EventCount: > 0 })
            {
                Seal(_current);
            }

            return _batches.LendAll();
        }
    }

    public void Dispose() => _timer.Dispose();

    private bool MaySend => _consent.State == ConsentState.Granted;

    private bool HasBatch => MaySend && (!_batches.IsEmpty || (_cutNow && _current is { EventCount: > 0 }));

    // Only marks the batch: it goes on filling until a sender is free, so that an outage makes few full batches
    // and not many small ones.
    private void CutNow()
    {
        lock (_gate)
        {
            if (!_cutNow && _current is { EventCount: > 0 })
            {
                _cutNow = true;
                _cutAt = _time.GetTimestamp();
            }
        }

        _wakeup.Set();
    }

    private void ReturnCurrent()
    {
        if (_current is not null)
        {
            _pool.Return(_current);
            _current = null;
        }

        _cutNow = _closed;
    }

    // A promise to the app that outranks ours to fail loudly: a bug in here costs one event, counted, never a request.
    private EventFault AppendSafely(in EventDraft draft, in EventDetails details)
    {
        try
        {
            return Append(in draft, in details);
        }
        catch (Exception)
        {
            return EventFault.Invalid(EventField.Event, EventProblem.Bug);
        }
    }

    private EventFault Append(in EventDraft draft, in EventDetails details)
    {
        if (_closed)
        {
            return new(DropReason.Shutdown, EventField.Event, EventProblem.AfterDisposal);
        }

        if (_consent.State == ConsentState.Denied)
        {
            return new(DropReason.NoConsent, EventField.Event, EventProblem.NoConsent);
        }

        var occurredAt = (details.OccurredAt ?? _time.GetUtcNow()).ToUnixTimeMilliseconds();
        while (true)
        {
            if (_ledger.Queued >= _limits.MaxEvents || (_current is null && !_pool.TryRent(out _current)))
            {
                return new(DropReason.QueueFull, EventField.Buffer, EventProblem.Full);
            }

            var room = _current.Room(_limits.MaxEventBytes);
            var written = EventEncoder.Encode(room, in draft, in details, _lastEvent + 1, occurredAt, out var fault);
            if (written > 0)
            {
                Take(_current, written);
                return default;
            }

            if (fault != EventFault.NoRoom)
            {
                return fault;
            }

            if (room.Length == _limits.MaxEventBytes)
            {
                return new(DropReason.TooLarge, EventField.Event, EventProblem.TooLarge);
            }

            Seal(_current);
        }
    }

    private void Take(Chunk current, int writtenBytes)
    {
        current.Take(writtenBytes, ++_lastEvent);
        if (current.EventCount == _limits.MaxBatchEvents)
        {
            Seal(current);
        }
    }

    private void Seal(Chunk current)
    {
        current.Seal(++_lastBatch, _time.GetTimestamp());
        _batches.Enqueue(current);
        _current = null;
        _cutNow = _closed;
        _keeper.Set();
    }
}

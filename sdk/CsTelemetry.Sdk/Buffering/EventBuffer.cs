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
    private readonly Queue<Chunk> _sealed = new();
    private readonly List<FlushWait> _flushes = [];
    private readonly Wakeup _wakeup = new();
    private readonly ChunkPool _pool;
    private readonly BufferLimits _limits;
    private readonly TimeProvider _time;
    private readonly FlushTimer _timer;
    private Chunk? _current;
    private bool _cutNow;
    private bool _closed;
    private bool _booksClosed;
    private ulong _lastEvent;
    private ulong _lastBatch;
    private EventFault _latestFault;

    public EventBuffer(byte[] prefix, BufferLimits limits, TimeSpan flushInterval, TimeProvider time, Func<double> dice)
    {
        _limits = limits;
        _time = time;
        _pool = new ChunkPool(prefix, limits.ChunkBytes, limits.MaxChunks);
        _timer = new FlushTimer(flushInterval, time, dice, CutNow);
    }

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

    /// <summary>Waits until a batch can be taken or something was dropped; false when there will be no more batches.</summary>
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

    /// <summary>Takes the oldest batch. Whoever takes it must settle it.</summary>
    public bool TryTake([NotNullWhen(true)] out Chunk? batch)
    {
        bool more;
        lock (_gate)
        {
            if (_sealed.Count == 0 && HasBatch)
            {
                Seal(_current!);
            }

            if (!_sealed.TryDequeue(out batch))
            {
                return false;
            }

            more = HasBatch;
        }

        if (more)
        {
            _wakeup.Set();
        }

        return true;
    }

    /// <summary>Enters how a batch ended, and takes its memory back.</summary>
    public void Settle(Chunk batch, in Settlement settlement, string? error = null)
    {
        lock (_gate)
        {
            // After the books are closed the batch already stands there as lost.
            if (_booksClosed)
            {
                return;
            }

            _ledger.Settle(batch.EventCount, in settlement);
            if (error is not null)
            {
                _ledger.NotDelivered(error);
            }

            foreach (var flush in _flushes)
            {
                flush.Settle(batch.FirstSequence, batch.EventCount, in settlement);
            }

            _pool.Return(batch);
            if (_ledger.Queued == 0)
            {
                _pool.Trim();
            }
        }
    }

    public void NoteFailedAttempt(string error)
    {
        lock (_gate)
        {
            _ledger.Failed(error);
        }
    }

    /// <summary>Waits until everything that waits now is settled, or the time is over.</summary>
    public async ValueTask<FlushResult> FlushAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        FlushWait flush;
        lock (_gate)
        {
            flush = new FlushWait(_lastEvent, _ledger.Queued);
            flush.EndWhenSettled();
            _flushes.Add(flush);
        }

        try
        {
            CutNow();
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
                _flushes.Remove(flush);
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

    /// <summary>Takes no more events; what is there can still be sent.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            _cutNow = true;
        }

        _wakeup.SetForEver();
    }

    /// <summary>Counts what is left as lost; whatever a sender still hears about it comes too late.</summary>
    /// <returns>How many events were left.</returns>
    public long CloseBooks()
    {
        lock (_gate)
        {
            _booksClosed = true;
            foreach (var flush in _flushes)
            {
                flush.DropRemaining();
            }

            return _ledger.DropAllQueued(DropReason.Shutdown);
        }
    }

    public void Dispose() => _timer.Dispose();

    private bool HasBatch => _sealed.Count > 0 || (_cutNow && _current is { EventCount: > 0 });

    // Only marks the batch: it goes on filling until a sender is free, so that an outage makes few full batches
    // and not many small ones.
    private void CutNow()
    {
        lock (_gate)
        {
            _cutNow |= _current is { EventCount: > 0 };
        }

        _wakeup.Set();
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
        _sealed.Enqueue(current);
        _current = null;
        _cutNow = _closed;
    }
}

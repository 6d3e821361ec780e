namespace CsTelemetry.Collector.Admitting;

/// <summary>
/// Decides whose batch goes next: deficit round robin between the tenants that wait. One tenant alone never fills the
/// room, so that another's batch starts at once; and when the waiting room is full, the newest of the tenant that has
/// most in it is pushed out, not who comes next. Not thread-safe.
/// </summary>
/// <param name="limits">The rooms' sizes.</param>
/// <param name="pushOut">Told what was pushed out of the waiting room.</param>
/// <typeparam name="T">What waits.</typeparam>
internal sealed class FairTurns<T>(TurnLimits limits, Action<T> pushOut)
{
    private readonly TurnRoom _running = new(limits.MaxRunningBytes, limits.MaxRunningCount);
    private readonly WaitingRoom<T> _waiting = new(limits.MaxWaitingBytes, limits.MaxWaitingCount, pushOut);
    private bool _roomIsKept;

    public long RunningBytes => _running.Bytes;

    public int RunningCount => _running.Count;

    public long WaitingBytes => _waiting.Room.Bytes;

    public int WaitingCount => _waiting.Room.Count;

    /// <summary>Starts a batch at once if nobody is passed over by that. False if it must wait.</summary>
    public bool TryStart(string tenant, long bytes)
    {
        // Who waits though there is room holds too much already, unless the room is kept for it.
        if (_roomIsKept || _waiting.Holds(tenant) || !_running.Fits(bytes) || _running.IsTooMuchFor(tenant, bytes))
        {
            return false;
        }

        _running.Take(tenant, bytes);
        return true;
    }

    /// <summary>Lets a batch wait. False if the waiting room is full and no other tenant has more in it.</summary>
    public bool TryWait(string tenant, int weight, long bytes, T item) => _waiting.TryAdd(tenant, weight, bytes, item);

    /// <summary>Starts the batch whose turn it is. False if none waits that may start now.</summary>
    public bool TryNext(out T item)
    {
        _roomIsKept = false;
        var passedOver = 0;
        while (passedOver < _waiting.Ring.Count)
        {
            var lane = _waiting.Ring.First!.Value;
            var bytes = lane.Waiting.First!.Value.Bytes;
            if (_running.IsTooMuchFor(lane.Tenant, bytes))
            {
                _waiting.Turn();
                passedOver++;
            }
            else if (lane.CreditBytes < bytes)
            {
                lane.CreditBytes += (long)limits.QuantumBytes * lane.Weight;
                _waiting.Turn();
                passedOver = 0;
            }
            else if (!_running.Fits(bytes))
            {
                // It is this one's turn: smaller ones must not take the room from under it for ever.
                _roomIsKept = true;
                break;
            }
            else
            {
                _running.Take(lane.Tenant, bytes);
                item = _waiting.TakeFirst();
                return true;
            }
        }

        item = default!;
        return false;
    }

    /// <summary>Ends a batch that was started.</summary>
    public void End(string tenant, long bytes) => _running.GiveBack(tenant, bytes);

    /// <summary>Tells how much of the tenant's waits.</summary>
    public (long Bytes, int Count) WaitingOf(string tenant) => _waiting.Room.HeldBy(tenant);
}

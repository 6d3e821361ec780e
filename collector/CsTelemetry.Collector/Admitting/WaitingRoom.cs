namespace CsTelemetry.Collector.Admitting;

/// <summary>The batches that wait, a lane for each tenant, in a ring. Bounded; not thread-safe.</summary>
/// <param name="maxBytes">The most bytes of all lanes together.</param>
/// <param name="maxCount">The most batches of all lanes together.</param>
/// <param name="pushOut">Told what was pushed out.</param>
internal sealed class WaitingRoom<T>(long maxBytes, int maxCount, Action<T> pushOut)
{
    private readonly Dictionary<string, LinkedListNode<TurnLane<T>>> _lanes = new(StringComparer.Ordinal);

    public TurnRoom Room { get; } = new(maxBytes, maxCount);

    /// <summary>Gets the lanes in which something waits; the first has its turn.</summary>
    public LinkedList<TurnLane<T>> Ring { get; } = [];

    public bool Holds(string tenant) => _lanes.ContainsKey(tenant);

    /// <summary>Adds a batch; if need be by pushing out newest ones of whoever has most, by weight. False if that would be this tenant.</summary>
    public bool TryAdd(string tenant, int weight, long bytes, T item)
    {
        while (!Room.Fits(bytes))
        {
            if (Longest() is not { } longest || Share(longest.Tenant, longest.Weight, 0, 0) <= Share(tenant, weight, bytes, 1))
            {
                return false;
            }

            PushOutNewest(longest);
        }

        if (!_lanes.TryGetValue(tenant, out var lane))
        {
            lane = Ring.AddLast(new TurnLane<T>(tenant));
            _lanes[tenant] = lane;
        }

        lane.Value.Weight = weight;
        lane.Value.Waiting.AddLast((item, bytes));
        Room.Take(tenant, bytes);
        return true;
    }

    /// <summary>Lets the next lane have its turn.</summary>
    public void Turn()
    {
        var first = Ring.First!;
        Ring.RemoveFirst();
        Ring.AddLast(first);
    }

    /// <summary>Takes the oldest batch of the lane whose turn it is, on the lane's credit.</summary>
    public T TakeFirst()
    {
        var lane = Ring.First!.Value;
        var (item, bytes) = lane.Waiting.First!.Value;
        lane.Waiting.RemoveFirst();
        lane.CreditBytes -= bytes;
        Left(lane, bytes);
        return item;
    }

    private TurnLane<T>? Longest() => Ring.MaxBy(lane => Share(lane.Tenant, lane.Weight, 0, 0));

    // What is scarce counts: the bytes, or the places.
    private double Share(string tenant, int weight, long moreBytes, int more)
    {
        var held = Room.HeldBy(tenant);
        return (Room.IsFullByCount ? held.Count + more : held.Bytes + moreBytes) / (double)weight;
    }

    private void PushOutNewest(TurnLane<T> lane)
    {
        var (item, bytes) = lane.Waiting.Last!.Value;
        lane.Waiting.RemoveLast();
        Left(lane, bytes);
        pushOut(item);
    }

    private void Left(TurnLane<T> lane, long bytes)
    {
        Room.GiveBack(lane.Tenant, bytes);
        if (lane.Waiting.Count == 0 && _lanes.Remove(lane.Tenant, out var node))
        {
            // Credit is not saved up: it is a share of the contention, and there is none for who does not wait.
            Ring.Remove(node);
        }
    }
}

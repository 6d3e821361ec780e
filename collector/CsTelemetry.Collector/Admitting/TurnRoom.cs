namespace CsTelemetry.Collector.Admitting;

/// <summary>A bounded space, and who holds how much of it. Not thread-safe.</summary>
internal sealed class TurnRoom(long maxBytes, int maxCount)
{
    /// <summary>One tenant leaves this part of the room to others: an eighth.</summary>
    private const int ReservedPart = 8;

    private readonly Dictionary<string, (long Bytes, int Count)> _held = new(StringComparer.Ordinal);

    public long Bytes { get; private set; }

    public int Count { get; private set; }

    public bool IsFullByCount => Count >= maxCount;

    public bool Fits(long bytes) => bytes <= maxBytes - Bytes && !IsFullByCount;

    /// <summary>Tells whether the tenant would hold more with this than one tenant may. The first of each may always.</summary>
    public bool IsTooMuchFor(string tenant, long bytes) =>
        HeldBy(tenant) is { Count: > 0 } held
        && (held.Bytes + bytes > maxBytes - (maxBytes / ReservedPart) || held.Count >= maxCount - (maxCount / ReservedPart));

    public void Take(string tenant, long bytes)
    {
        var held = HeldBy(tenant);
        _held[tenant] = (held.Bytes + bytes, held.Count + 1);
        Bytes += bytes;
        Count++;
    }

    public void GiveBack(string tenant, long bytes)
    {
        var held = _held[tenant];
        Bytes -= bytes;
        Count--;
        if (held.Count == 1)
        {
            _held.Remove(tenant);
            return;
        }

        _held[tenant] = (held.Bytes - bytes, held.Count - 1);
    }

    /// <summary>Tells how much the tenant holds.</summary>
    public (long Bytes, int Count) HeldBy(string tenant) => _held.GetValueOrDefault(tenant);
}

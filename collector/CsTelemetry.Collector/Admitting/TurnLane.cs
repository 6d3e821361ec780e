namespace CsTelemetry.Collector.Admitting;

/// <summary>The batches of one tenant that wait, in their order, and the credit it has not used. Not thread-safe.</summary>
internal sealed class TurnLane<T>(string tenant)
{
    public string Tenant { get; } = tenant;

    public int Weight { get; set; } = 1;

    public LinkedList<(T Item, long Bytes)> Waiting { get; } = [];

    public long CreditBytes { get; set; }
}

using CsTelemetry.Collector.Admitting;

namespace CsTelemetry.Collector.Tests.Admitting;

/// <summary>Plays batches through the turns and keeps books of its own.</summary>
internal sealed class TurnsPlay
{
    private readonly TurnLimits _limits = new();
    private readonly List<(string Tenant, long Bytes)> _running = [];
    private int _next;

    internal TurnsPlay() => Turns = new(_limits, pushedOut => PushedOut.Add((pushedOut.Tenant, pushedOut.Number)));

    internal FairTurns<(string Tenant, long Bytes, int Number)> Turns { get; }

    internal List<(string Tenant, int Number)> PushedOut { get; } = [];

    internal List<int> Taken { get; } = [];

    internal List<int> Started { get; } = [];

    internal Dictionary<string, List<int>> StartedByTenant { get; } = [];

    internal Dictionary<string, long> ServedBytes { get; } = [];

    /// <returns>False if it was refused.</returns>
    internal bool Arrive(string tenant, int weight, long bytes)
    {
        var number = _next++;
        if (Turns.TryStart(tenant, bytes))
        {
            Taken.Add(number);
            Start((tenant, bytes, number));
            return true;
        }

        if (!Turns.TryWait(tenant, weight, bytes, (tenant, bytes, number)))
        {
            return false;
        }

        Taken.Add(number);
        return true;
    }

    internal void EndOne(Random random)
    {
        if (_running.Count > 0)
        {
            EndAt(random.Next(_running.Count));
        }
    }

    internal void EndOldest() => EndAt(0);

    internal void EndAll(Random random)
    {
        while (_running.Count > 0)
        {
            EndOne(random);
        }
    }

    internal void AssertWithinLimits()
    {
        Assert.InRange(Turns.RunningBytes, 0, _limits.MaxRunningBytes);
        Assert.InRange(Turns.RunningCount, 0, _limits.MaxRunningCount);
        Assert.InRange(Turns.WaitingBytes, 0, _limits.MaxWaitingBytes);
        Assert.InRange(Turns.WaitingCount, 0, _limits.MaxWaitingCount);
        Assert.Equal(_running.Sum(one => one.Bytes), Turns.RunningBytes);
    }

    private void EndAt(int index)
    {
        var (tenant, bytes) = _running[index];
        _running.RemoveAt(index);
        Turns.End(tenant, bytes);
        while (Turns.TryNext(out var next))
        {
            Start(next);
        }
    }

    private void Start((string Tenant, long Bytes, int Number) batch)
    {
        _running.Add((batch.Tenant, batch.Bytes));
        Started.Add(batch.Number);
        StartedByTenant.TryAdd(batch.Tenant, []);
        StartedByTenant[batch.Tenant].Add(batch.Number);
        ServedBytes[batch.Tenant] = ServedBytes.GetValueOrDefault(batch.Tenant) + batch.Bytes;
    }
}

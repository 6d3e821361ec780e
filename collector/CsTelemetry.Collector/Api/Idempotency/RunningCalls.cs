namespace CsTelemetry.Collector.Api.Idempotency;

/// <summary>Knows which calls with a key are under way in this process. Thread-safe.</summary>
internal sealed class RunningCalls(IdempotencyLimits limits)
{
    private readonly Lock _gate = new();
    private readonly HashSet<(string Tenant, string Name)> _running = [];

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _running.Count;
            }
        }
    }

    /// <summary>Begins a call, unless it is under way or there are too many.</summary>
    public BeginOutcome TryBegin(IdempotentCall call)
    {
        lock (_gate)
        {
            return _running.Contains((call.Tenant, call.Name)) ? BeginOutcome.UnderWay
                : _running.Count >= limits.MaxRunningCount ? BeginOutcome.TooMany
                : _running.Add((call.Tenant, call.Name)) ? BeginOutcome.Begun : BeginOutcome.UnderWay;
        }
    }

    public void End(IdempotentCall call)
    {
        lock (_gate)
        {
            _running.Remove((call.Tenant, call.Name));
        }
    }
}

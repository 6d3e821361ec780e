namespace CsTelemetry.Collector.Querying;

/// <summary>Lets few statements of people run at a time, and fewer of one tenant. Thread-safe.</summary>
internal sealed class QueryGate
{
    /// <summary>How many run at a time.</summary>
    public const int MaxRunning = 4;

    /// <summary>How many of one tenant run at a time.</summary>
    public const int MaxRunningOfTenant = 2;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _running = new(StringComparer.Ordinal);

    /// <summary>Lets one in; null when there is no room. Dispose of the answer when it has ended.</summary>
    public IDisposable? TryEnter(string tenant)
    {
        lock (_gate)
        {
            var own = _running.GetValueOrDefault(tenant);
            if (own >= MaxRunningOfTenant || _running.Values.Sum() >= MaxRunning)
            {
                return null;
            }

            _running[tenant] = own + 1;
            return new Pass(this, tenant);
        }
    }

    private void Leave(string tenant)
    {
        lock (_gate)
        {
            if (--_running[tenant] == 0)
            {
                _running.Remove(tenant);
            }
        }
    }

    private sealed class Pass(QueryGate gate, string tenant) : IDisposable
    {
        private QueryGate? _gate = gate;

        public void Dispose() => Interlocked.Exchange(ref _gate, null)?.Leave(tenant);
    }
}

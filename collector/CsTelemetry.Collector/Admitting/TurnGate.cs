using System.Diagnostics;
using CsTelemetry.Collector.Accounting;
using CsTelemetry.Collector.Tenancy;

namespace CsTelemetry.Collector.Admitting;

/// <summary>
/// Lets batches towards the log, so many at a time and in fair turns between tenants: however much one of them sends, a
/// batch of another's finds room, or waits for few. Thread-safe.
/// </summary>
internal sealed class TurnGate
{
    private readonly TenantDirectory _tenants;
    private readonly AdmissionMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly DrainRate _passed;
    private readonly FairTurns<TaskCompletionSource<bool>> _turns;
    private readonly long _largestCost;
    private readonly Lock _gate = new();

    public TurnGate(TenantDirectory tenants, TurnLimits limits, AdmissionMetrics metrics, TimeProvider time)
    {
        (_tenants, _metrics, _time, _passed) = (tenants, metrics, time, new DrainRate(time));
        _turns = new FairTurns<TaskCompletionSource<bool>>(limits, pushedOut => pushedOut.TrySetResult(false));
        _largestCost = Math.Min(limits.MaxRunningBytes, limits.MaxWaitingBytes);
        metrics.Watch(() => Read(turns => turns.RunningCount), () => Read(turns => turns.RunningBytes), () => Read(turns => turns.WaitingCount), () => Read(turns => turns.WaitingBytes));
    }

    /// <summary>Waits for the turn of a batch.</summary>
    /// <param name="tenant">Whose it is.</param>
    /// <param name="bytes">Its size.</param>
    /// <returns>Zero: it may go, and <see cref="Leave"/> must be called when it has gone. Else too much of the tenant's waits; that is when to come back.</returns>
    public ValueTask<TimeSpan> EnterAsync(string tenant, int bytes)
    {
        var (weight, cost) = (_tenants.Of(tenant).Weight, CostOf(bytes));
        TaskCompletionSource<bool> turn;
        lock (_gate)
        {
            if (_turns.TryStart(tenant, cost))
            {
                return new(TimeSpan.Zero);
            }

            turn = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            if (!_turns.TryWait(tenant, weight, cost, turn))
            {
                return new(ComeBackAfter(tenant));
            }
        }

        return WaitAsync(tenant, turn.Task);
    }

    /// <summary>Ends a turn.</summary>
    public void Leave(string tenant, int bytes)
    {
        _passed.Drained(CostOf(bytes));
        lock (_gate)
        {
            _turns.End(tenant, CostOf(bytes));
            StartWaiting();
        }
    }

    // What is larger than the room goes when it is alone.
    private long CostOf(int bytes) => Math.Clamp(bytes, TurnLimits.MinCostBytes, _largestCost);

    private async ValueTask<TimeSpan> WaitAsync(string tenant, Task<bool> turn)
    {
        var since = _time.GetTimestamp();
        if (!await turn)
        {
            lock (_gate)
            {
                return ComeBackAfter(tenant);
            }
        }

        _metrics.Waited(_time.GetElapsedTime(since));
        return TimeSpan.Zero;
    }

    private TimeSpan ComeBackAfter(string tenant) => _passed.TimeToDrain(_turns.WaitingOf(tenant).Bytes);

    private void StartWaiting()
    {
        while (_turns.TryNext(out var next))
        {
            var isFirst = next.TrySetResult(true);
            Debug.Assert(isFirst, "A turn was given twice.");
        }
    }

    private long Read(Func<FairTurns<TaskCompletionSource<bool>>, long> read)
    {
        lock (_gate)
        {
            return read(_turns);
        }
    }
}

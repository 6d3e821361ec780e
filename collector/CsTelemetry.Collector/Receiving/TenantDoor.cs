using CsTelemetry.Collector.Admitting;
using CsTelemetry.Grpc;

namespace CsTelemetry.Collector.Receiving;

/// <summary>The door of all ways in: each tenant's quota, and its turn towards the log. Thread-safe.</summary>
internal sealed class TenantDoor(QuotaGate quotas, TurnGate turns, AdmissionMetrics metrics, OverQuotaLog log)
{
    /// <summary>Refuses who is over the quota already, before a byte of the body is read.</summary>
    /// <exception cref="GrpcException">RESOURCE_EXHAUSTED with RetryInfo.</exception>
    public void Knock(string tenant) => Check(tenant, quotas.Knock(tenant));

    /// <summary>Takes a message's bytes from the quota and waits for its turn. Call it before parsing; dispose of the answer when the batch is answered.</summary>
    /// <param name="tenant">Whose message it is.</param>
    /// <param name="bytes">Its size, inflated.</param>
    /// <exception cref="GrpcException">RESOURCE_EXHAUSTED with RetryInfo.</exception>
    public async ValueTask<TenantTurn> EnterAsync(string tenant, int bytes)
    {
        Check(tenant, quotas.TakeBytes(tenant, bytes));
        var wait = await turns.EnterAsync(tenant, bytes);
        if (wait > TimeSpan.Zero)
        {
            throw Refuse(tenant, AdmissionOutcome.QueueFull, wait, "Too many batches of the tenant wait for the log already; send the batch again after the delay, and fewer at a time.");
        }

        return new TenantTurn(this, tenant, bytes);
    }

    internal void TakeEvents(string tenant, int events, int bytes)
    {
        Check(tenant, quotas.TakeEvents(tenant, events));
        metrics.Admitted(tenant, events, bytes);
    }

    internal void Leave(string tenant, int bytes) => turns.Leave(tenant, bytes);

    private void Check(string tenant, TimeSpan wait)
    {
        if (wait > TimeSpan.Zero)
        {
            throw Refuse(tenant, AdmissionOutcome.OverQuota, wait, "The tenant is over its quota of events or bytes a second; send the batch again after the delay.");
        }
    }

    private GrpcException Refuse(string tenant, AdmissionOutcome outcome, TimeSpan wait, string message)
    {
        metrics.Refused(tenant, outcome);
        log.Refused(tenant, outcome, wait);
        return new GrpcException(GrpcStatusCode.ResourceExhausted, message, wait);
    }
}

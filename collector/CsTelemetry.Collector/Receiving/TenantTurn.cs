using CsTelemetry.Grpc;

namespace CsTelemetry.Collector.Receiving;

/// <summary>A batch that is let in; it holds its place on the way into the log until it is disposed of, once.</summary>
internal readonly struct TenantTurn(TenantDoor door, string tenant, int bytes) : IDisposable
{
    /// <summary>Takes the batch's events from the quota. Call it before the batch reaches the log.</summary>
    /// <exception cref="GrpcException">RESOURCE_EXHAUSTED with RetryInfo.</exception>
    public void TakeEvents(int events) => door.TakeEvents(tenant, events, bytes);

    public void Dispose() => door.Leave(tenant, bytes);
}

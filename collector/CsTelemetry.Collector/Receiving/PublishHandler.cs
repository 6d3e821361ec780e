using CsTelemetry.Collector.Accepting;
using CsTelemetry.Collector.Erasing;
using CsTelemetry.Collector.Tenancy;
using CsTelemetry.Collector.Validating;
using CsTelemetry.Grpc;
using CsTelemetry.Protocol.V1;

namespace CsTelemetry.Collector.Receiving;

/// <summary>Takes one batch from its message to its answer. Thread-safe.</summary>
internal sealed class PublishHandler(BatchAcceptor acceptor, TenantDirectory tenants, IntakeGate gate, TenantDoor door, TimeProvider time)
{
    /// <exception cref="GrpcException">The batch is unusable, or is put off.</exception>
    public async Task<PublishResponse> PublishAsync(PublishRequest request, Caller caller)
    {
        using var turn = await door.EnterAsync(caller.Tenant, request.CalculateSize());
        turn.TakeEvents(request.Events.Count);
        var batch = WireMap.Batch(request, caller.Tenant, time.GetUtcNow());
        if (BatchCheck.Fault(batch) is { } fault)
        {
            throw new GrpcException(GrpcStatusCode.InvalidArgument, fault);
        }

        // Until the batch is in the log, an order to erase waits for it.
        using var pass = gate.Enter(caller.Tenant);
        var validated = BatchValidator.Validate(batch, tenants.TimeZoneOf(caller.Tenant), caller.May(Scopes.Backfill), pass.Tombstones);
        var acceptance = await acceptor.AcceptAsync(validated);
        return acceptance.Outcome switch
        {
            AcceptanceOutcome.Stored => Answer(acceptance, duplicate: false),
            AcceptanceOutcome.Repeated => Answer(acceptance, duplicate: true),
            AcceptanceOutcome.Full => throw new GrpcException(
                GrpcStatusCode.ResourceExhausted, "The collector is behind; send the batch again after the delay.", acceptance.RetryAfter),
            _ => throw new GrpcException(
                GrpcStatusCode.Unavailable, "The collector could not write to its disk; send the batch again after the delay.", acceptance.RetryAfter),
        };

        PublishResponse Answer(Acceptance answer, bool duplicate) =>
            WireMap.Response(request.BatchSequence, answer.AcceptedCount, answer.Rejections, duplicate);
    }
}

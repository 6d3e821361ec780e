using CsTelemetry.Collector.Accepting;
using CsTelemetry.Collector.Erasing;
using CsTelemetry.Collector.Events;
using CsTelemetry.Collector.Journal;
using CsTelemetry.Collector.Tenancy;
using CsTelemetry.Collector.Validating;
using CsTelemetry.Collector.Wire;
using CsTelemetry.Grpc;
using CsTelemetry.Protocol.V1;

namespace CsTelemetry.Collector.Receiving;

/// <summary>Takes one batch from its bytes to its answer. Thread-safe.</summary>
internal sealed class PublishHandler(BatchAcceptor acceptor, TenantDirectory tenants, IntakeGate gate, Cardinality cardinality, TimeProvider time)
{
    /// <param name="incoming">The request's bytes; disposed of when the batch is answered.</param>
    /// <param name="caller">Who sends it.</param>
    /// <exception cref="GrpcException">The batch is unusable, or is put off.</exception>
    public async Task<PublishResponse> PublishAsync(BatchRecordBuffer incoming, Caller caller)
    {
        using (incoming)
        {
            // Until the batch is in the log, an order to erase waits for it.
            using var pass = gate.Enter(caller.Tenant);
            var batch = Judge(incoming, caller, pass.Tombstones);
            return PublishAnswer.To(batch.Identity.BatchSequence, await acceptor.AcceptAsync(batch));
        }
    }

    private JudgedBatch Judge(BatchRecordBuffer incoming, Caller caller, TenantTombstones? erased)
    {
        try
        {
            var batch = WireBatch.Read(incoming.Request);
            if (BatchCheck.Fault(batch) is { } fault)
            {
                throw new GrpcException(GrpcStatusCode.InvalidArgument, fault);
            }

            return Judge(incoming, batch, caller, erased);
        }
        catch (InvalidDataException e)
        {
            throw new GrpcException(GrpcStatusCode.InvalidArgument, $"The message is not a valid {nameof(PublishRequest)}: {e.Message}", innerException: e);
        }
    }

    private JudgedBatch Judge(BatchRecordBuffer incoming, in WireBatch batch, Caller caller, TenantTombstones? erased)
    {
        var clock = ClockReading.Of(batch, time.GetUtcNow());
        var backfill = caller.May(Scopes.Backfill);
        var verdict = new BatchJudge(clock, tenants.TimeZoneOf(caller.Tenant), backfill, erased, cardinality.Of(caller.Tenant)).Judge(batch);
        var identity = new BatchIdentity(caller.Tenant, batch.ClientInstanceId, batch.BatchSequence);
        var head = new BatchHead(identity, clock.ReceivedAt, clock.Correction, backfill, verdict.EventCount, verdict.AcceptedCount);
        return new JudgedBatch(identity, verdict.EventCount, verdict.Rejections, incoming.Seal(head, verdict.Rejections, verdict.DayShifts));
    }
}

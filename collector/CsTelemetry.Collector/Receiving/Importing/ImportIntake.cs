using System.Collections.Frozen;
using CsTelemetry.Collector.Tenancy;
using CsTelemetry.Collector.Validating;
using CsTelemetry.Collector.Wire;
using CsTelemetry.Grpc;
using CsTelemetry.Protocol.V1;
using Google.Protobuf;

namespace CsTelemetry.Collector.Receiving.Importing;

/// <summary>Gives batches to the intake that every client has, or only has them judged. Thread-safe.</summary>
internal sealed class ImportIntake(PublishHandler handler, PublishMessages messages, TenantDirectory tenants, CardinalityOptions limits, TimeProvider time)
{
    private static readonly FrozenSet<string> Allowed = FrozenSet.Create(StringComparer.Ordinal, Scopes.Ingest, Scopes.Backfill);

    /// <summary>Publishes a batch, as often as it takes while the collector puts it off.</summary>
    public async Task<PublishResponse> PublishAsync(PublishRequest batch, string tenant, CancellationToken cancellationToken)
    {
        var caller = new Caller(tenant, "import", Allowed);
        while (true)
        {
            TimeSpan delay;
            try
            {
                return await handler.PublishAsync(messages.Copy(batch), caller);
            }
            catch (GrpcException exception) when (exception.RetryDelay is { } given)
            {
                delay = given;
            }

            await Task.Delay(delay, time, cancellationToken);
        }
    }

    /// <summary>Tells what would be rejected of a batch; nothing is stored, and no name is remembered.</summary>
    public PublishResponse Judge(PublishRequest batch, string tenant)
    {
        var wire = WireBatch.Read(batch.ToByteArray());
        var judge = new BatchJudge(ClockReading.Of(wire, time.GetUtcNow()), tenants.TimeZoneOf(tenant), zones: null, backfill: true, erased: null, new Cardinality(limits, time).Of(tenant));
        var verdict = judge.Judge(wire);
        var response = new PublishResponse { AcceptedCount = (uint)verdict.AcceptedCount };
        response.Rejected.AddRange(verdict.Rejections.Select(rejection => new RejectedEvent { Index = (uint)rejection.Index, Code = (RejectionCode)rejection.Code, Message = rejection.Message }));
        return response;
    }
}

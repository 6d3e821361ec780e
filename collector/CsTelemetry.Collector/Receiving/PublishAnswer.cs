using CsTelemetry.Collector.Accepting;
using CsTelemetry.Grpc;
using CsTelemetry.Protocol.V1;

namespace CsTelemetry.Collector.Receiving;

/// <summary>Says in the contract's words what became of a batch. Pure.</summary>
internal static class PublishAnswer
{
    /// <exception cref="GrpcException">The batch is put off.</exception>
    public static PublishResponse To(ulong batchSequence, in Acceptance acceptance) => acceptance.Outcome switch
    {
        AcceptanceOutcome.Stored => Response(batchSequence, acceptance, duplicate: false),
        AcceptanceOutcome.Repeated => Response(batchSequence, acceptance, duplicate: true),
        AcceptanceOutcome.Full => throw new GrpcException(
            GrpcStatusCode.ResourceExhausted, "The collector is behind; send the batch again after the delay.", acceptance.RetryAfter),
        _ => throw new GrpcException(
            GrpcStatusCode.Unavailable, "The collector could not write to its disk; send the batch again after the delay.", acceptance.RetryAfter),
    };

    private static PublishResponse Response(ulong batchSequence, in Acceptance acceptance, bool duplicate)
    {
        var response = new PublishResponse { BatchSequence = batchSequence, AcceptedCount = (uint)acceptance.AcceptedCount, Duplicate = duplicate };
        foreach (var rejection in acceptance.Rejections)
        {
            response.Rejected.Add(new RejectedEvent { Index = (uint)rejection.Index, Code = (RejectionCode)rejection.Code, Message = rejection.Message });
        }

        return response;
    }
}

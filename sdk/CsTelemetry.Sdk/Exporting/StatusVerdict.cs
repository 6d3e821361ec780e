using CsTelemetry.Wire;

namespace CsTelemetry.Exporting;

/// <summary>Decides what a status that is not OK means for the batch, by rule 4 of the contract.</summary>
internal static class StatusVerdict
{
    public static AttemptResult Of(in GrpcStatus status)
    {
        var delay = RetryInfoReader.Read(status.Details) ?? status.RetryAfter;
        var error = $"{status.Code}: {status.Message}";
        return status.Code switch
        {
            // A write that failed may yet be on the disk when the collector comes back, so it may have arrived.
            GrpcStatusCode.Unavailable or GrpcStatusCode.Aborted or GrpcStatusCode.DeadlineExceeded => AttemptResult.Retry(error, delay ?? TimeSpan.Zero),
            GrpcStatusCode.ResourceExhausted when delay is { } wait => AttemptResult.Retry(error, wait, mayHaveArrived: false),
            GrpcStatusCode.ResourceExhausted => AttemptResult.TooLarge(error),
            GrpcStatusCode.InvalidArgument => AttemptResult.Refused(RejectionReason.InvalidBatch, error),
            GrpcStatusCode.Unauthenticated => AttemptResult.Refused(RejectionReason.Unauthenticated, error),
            GrpcStatusCode.PermissionDenied => AttemptResult.Refused(RejectionReason.PermissionDenied, error),
            _ => AttemptResult.Refused(RejectionReason.Other, error),
        };
    }
}

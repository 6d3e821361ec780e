using CsTelemetry.Wire;

namespace CsTelemetry.Exporting;

/// <summary>Decides what the outcome of a call means for what was sent. Pure.</summary>
internal static class CallVerdict
{
    public static AttemptResult OfBatch(CallOutcome outcome)
    {
        if (outcome.Status is not { } status)
        {
            return AttemptResult.Retry(outcome.Error, outcome.RetryAfter, outcome.MayHaveArrived);
        }

        return status.Code != GrpcStatusCode.Ok ? StatusVerdict.Of(in status)
            : outcome.Body is null || PublishReply.Read(outcome.Body) is not { } reply ? AttemptResult.Retry("the answer is not a PublishResponse")
            : AttemptResult.Answered(reply);
    }

    public static ForgetAttempt OfForget(CallOutcome outcome)
    {
        if (outcome.Status is { Code: GrpcStatusCode.Ok })
        {
            return outcome.Body is null || ForgetFrame.ReadReceipt(outcome.Body) is not { } receipt
                ? ForgetAttempt.Retry("the answer is not a ForgetResponse")
                : ForgetAttempt.Taken(receipt);
        }

        var verdict = OfBatch(outcome);
        return verdict.Status == AttemptStatus.Retry ? ForgetAttempt.Retry(verdict.Error, verdict.RetryAfter) : ForgetAttempt.Refused(verdict.Error);
    }
}

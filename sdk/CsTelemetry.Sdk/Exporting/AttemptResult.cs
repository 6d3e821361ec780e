using CsTelemetry.Wire;

namespace CsTelemetry.Exporting;

/// <summary>Holds what an attempt to send a batch came to.</summary>
internal readonly record struct AttemptResult(AttemptStatus Status, PublishReply? Reply, TimeSpan RetryAfter, RejectionReason Reason, string Error)
{
    public static AttemptResult Answered(PublishReply reply) => new(AttemptStatus.Answered, reply, default, default, "");

    public static AttemptResult Retry(string error, TimeSpan after = default) => new(AttemptStatus.Retry, null, after, default, error);

    public static AttemptResult Refused(RejectionReason reason, string error) => new(AttemptStatus.Refused, null, default, reason, error);
}

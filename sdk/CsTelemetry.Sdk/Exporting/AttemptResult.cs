using CsTelemetry.Wire;

namespace CsTelemetry.Exporting;

/// <summary>
/// Holds what an attempt to send a batch came to. <see cref="MayHaveArrived"/> is false only when it is certain that the
/// collector has not taken the batch in: no connection came about, or it said so.
/// </summary>
internal readonly record struct AttemptResult(
    AttemptStatus Status, PublishReply? Reply, TimeSpan RetryAfter, RejectionReason Reason, string Error, bool MayHaveArrived = true)
{
    public static AttemptResult Answered(PublishReply reply) => new(AttemptStatus.Answered, reply, default, default, "");

    public static AttemptResult Retry(string error, TimeSpan after = default, bool mayHaveArrived = true) =>
        new(AttemptStatus.Retry, null, after, default, error, mayHaveArrived);

    public static AttemptResult Refused(RejectionReason reason, string error) => new(AttemptStatus.Refused, null, default, reason, error);

    public static AttemptResult TooLarge(string error) =>
        new(AttemptStatus.TooLarge, null, default, RejectionReason.InvalidBatch, error, MayHaveArrived: false);
}

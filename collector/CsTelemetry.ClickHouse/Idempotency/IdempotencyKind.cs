namespace CsTelemetry.ClickHouse.Idempotency;

/// <summary>How far an attempt of a call has come. The numbers are in the store; never renumber one.</summary>
public enum IdempotencyKind
{
    /// <summary>It is being made.</summary>
    Claimed = 1,

    /// <summary>It was answered, and the answer is kept.</summary>
    Answered = 2,

    /// <summary>It has ended without an answer to keep: the call may be made again.</summary>
    Released = 3,
}

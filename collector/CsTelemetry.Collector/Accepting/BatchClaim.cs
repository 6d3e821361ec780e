using CsTelemetry.Collector.Journal;

namespace CsTelemetry.Collector.Accepting;

/// <summary>What the memory says of a batch that came in.</summary>
/// <param name="State">Whether it is new.</param>
/// <param name="Rejected">When it is a repetition: what was turned away the first time.</param>
/// <param name="InProgress">When another call is storing it right now: ends when that is decided.</param>
internal readonly record struct BatchClaim(BatchClaimState State, IReadOnlyList<RejectedIndex> Rejected, Task? InProgress)
{
    public static BatchClaim New { get; } = new(BatchClaimState.New, [], null);
}

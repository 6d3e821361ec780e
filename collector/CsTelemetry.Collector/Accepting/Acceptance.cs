using CsTelemetry.Collector.Events;

namespace CsTelemetry.Collector.Accepting;

/// <summary>What became of a batch that was given to the log.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="AcceptedCount">How many of its events are on disk.</param>
/// <param name="Rejections">Those that are not, and why.</param>
/// <param name="RetryAfter">When to try again, if it was put off.</param>
internal readonly record struct Acceptance(AcceptanceOutcome Outcome, int AcceptedCount, IReadOnlyList<Rejection> Rejections, TimeSpan RetryAfter)
{
    public static Acceptance Stored(JudgedBatch batch) => new(AcceptanceOutcome.Stored, batch.AcceptedCount, batch.Rejections, TimeSpan.Zero);

    public static Acceptance PutOff(AcceptanceOutcome outcome, TimeSpan retryAfter) => new(outcome, 0, [], retryAfter);
}

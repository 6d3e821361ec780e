using CsTelemetry.ClickHouse.Scores;

namespace CsTelemetry.Collector.Scoring;

/// <summary>What is known of the runs of a day.</summary>
/// <param name="AsOf">The day.</param>
/// <param name="IsFinal">Whether it has been frozen, or was long over when it was computed first.</param>
/// <param name="IsFrozen">Whether reports have been made from it.</param>
/// <param name="AccountCount">How many accounts its last run over all accounts looked at.</param>
/// <param name="KnowledgeVersion">The newest change of the knowledge that any of its runs used.</param>
/// <param name="NewestBasis">The newest run that made a basis, or over all accounts.</param>
internal sealed record StoredDay(DateOnly AsOf, bool IsFinal, bool IsFrozen, int AccountCount, long KnowledgeVersion, ScoreRun NewestBasis)
{
    /// <summary>Sums up the runs of a day, the earliest first; null when none was over all accounts.</summary>
    public static StoredDay? Of(IReadOnlyList<ScoreRun> runs) => runs.LastOrDefault(run => run.Kind != ScoreRunKind.Changed) is { } whole
        ? new StoredDay(
            whole.AsOf,
            runs.Any(run => run.Kind is ScoreRunKind.Freeze or ScoreRunKind.Backfill),
            runs.Any(run => run.Kind == ScoreRunKind.Freeze),
            whole.AccountCount,
            runs.Max(run => run.KnowledgeVersion),
            whole)
        : null;
}

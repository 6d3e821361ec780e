using CsTelemetry.ClickHouse.Scores;
using CsTelemetry.Collector.Api.Contracts;
using StoredRestatement = CsTelemetry.ClickHouse.Scores.ScoreRestatement;

namespace CsTelemetry.Collector.Api;

/// <summary>Reads from two rows of one account and day why they differ. Pure.</summary>
internal static class RestatementCauses
{
    /// <param name="restatement">Both rows, with what they were computed from.</param>
    /// <param name="erasures">When somebody of the tenant was erased.</param>
    public static IReadOnlyList<RestatementCause> Of(StoredRestatement restatement, IReadOnlyList<DateTimeOffset> erasures)
    {
        var (first, now) = (restatement.First, restatement.Now);
        var causes = new List<RestatementCause>();
        var isKnowledgeNewer = restatement.NowRun.KnowledgeVersion != restatement.FirstRun.KnowledgeVersion;
        if (UseOf(first.Numbers) != UseOf(now.Numbers) || first.LastHeartbeat != now.LastHeartbeat || first.FirstUse != now.FirstUse)
        {
            var wasErased = erasures.Any(moment => moment >= first.ComputedAt && moment <= now.ComputedAt);
            causes.Add(!IsLess(now, first) ? RestatementCause.LateEvents
                : wasErased ? RestatementCause.Erasure
                : isKnowledgeNewer ? RestatementCause.Knowledge
                : RestatementCause.LateEvents);
        }

        var areTargetsNew = restatement.FirstRun.BasisRun != restatement.NowRun.BasisRun;
        if (isKnowledgeNewer && !causes.Contains(RestatementCause.Knowledge) && TermsOf(first, areTargetsNew) != TermsOf(now, areTargetsNew))
        {
            causes.Add(RestatementCause.Knowledge);
        }

        if (areTargetsNew)
        {
            causes.Add(RestatementCause.Targets);
        }

        if (causes.Count == 0)
        {
            causes.Add(first.InputHash == now.InputHash ? RestatementCause.Band : isKnowledgeNewer ? RestatementCause.Knowledge : RestatementCause.LateEvents);
        }

        return causes;
    }

    private static (int, uint, double, double, double, long, long) UseOf(ScoreNumbers numbers) => (
        numbers.ActiveUsers, numbers.ActiveBlocks, numbers.WeeklyUsersNow, numbers.WeeklyUsersBase, numbers.DecayedEvents, numbers.TopUserEvents, numbers.Events);

    // What is forgotten, or counts no more, only takes away.
    private static bool IsLess(ScoreRow now, ScoreRow first) => now.Numbers.DecayedEvents < first.Numbers.DecayedEvents;

    // What an account is entitled to is counted in core features: other ones make another number.
    private static (double?, string, int, double, double, bool) TermsOf(ScoreRow row, bool areTargetsNew) => (
        row.Numbers.Seats, row.Plan, row.Numbers.TenureDays, row.Numbers.ReachTarget, areTargetsNew ? 0 : row.Numbers.EntitledCore, Scoring.ScoreRows.StateOf(row) == Adoption.Scoring.AdoptionState.Excluded);
}

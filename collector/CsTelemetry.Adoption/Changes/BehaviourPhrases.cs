using System.Numerics;
using CsTelemetry.Adoption.Explaining;
using CsTelemetry.Adoption.Scoring;

namespace CsTelemetry.Adoption.Changes;

/// <summary>Words what people did differently, by component and cap.</summary>
internal static class BehaviourPhrases
{
    /// <summary>Words the subject of a sentence.</summary>
    public static CausePhrase Of(string key, ScoreBasis before, ScoreBasis after, bool late)
    {
        var phrase = key == "consistency" ? Weeks(before, after) : Of(key, before.Measures, after.Measures);
        return late ? phrase with { Text = $"late data ({phrase.Text})", Plural = false } : phrase;
    }

    private static CausePhrase Of(string key, AccountMeasures before, AccountMeasures after) => key switch
    {
        "reach" or "footprint" => new(
            Instead(Phrase.Count(after.ActiveUsers, "person", "people") + " active in 28 days", before.ActiveUsers), after.ActiveUsers != 1),
        "breadth" => new(Instead($"adopted core features worth {Phrase.Number(after.AdoptedCore)}", before.AdoptedCore), true),
        "intensity" => new(Instead($"{Phrase.Number(after.DecayedEvents)} recent value events, halved every 28 days,", before.DecayedEvents), true),
        "resilience" => new(Instead($"the busiest person's share of {Phrase.Percent(after.TopUserShare)}", Phrase.Percent(before.TopUserShare)), false),
        "momentum" => new($"{Phrase.Number(after.WeeklyUsersNow)} people a week against {Phrase.Number(after.WeeklyUsersBase)} in the 12 weeks before", true),
        "no_active_users" => new(after.ActiveUsers == 0 ? "the cap for having nobody active" : "the lifted cap for having nobody active", false),
        _ => new("the cap for depending on one person", false),
    };

    private static CausePhrase Weeks(ScoreBasis before, ScoreBasis after)
    {
        var (was, now) = (ActiveWeeks(before), ActiveWeeks(after));
        return was == now
            ? new("the age of the weeks with use", false)
            : new(Instead($"{now} of the last {after.Model.Shapes.ConsistencyBlocks} weeks with use", was), true);
    }

    private static int ActiveWeeks(ScoreBasis basis) =>
        BitOperations.PopCount(basis.Measures.ActiveBlocks & ((1u << basis.Model.Shapes.ConsistencyBlocks) - 1));

    private static string Instead(string now, double before) => Instead(now, Phrase.Number(before));

    private static string Instead(string now, string before) => $"{now} instead of {before}";
}

using CsTelemetry.Adoption.Explaining;
using CsTelemetry.Adoption.Usage;

namespace CsTelemetry.Adoption.Acting;

/// <summary>Lists what could be done for an account.</summary>
internal static class Candidates
{
    private const int MorePercent = 25;
    private const long MostEvents = 100_000;

    public static IEnumerable<Candidate> Of(Trial trial) =>
    [
        .. trial.Model.Core.Select((_, place) => place).SelectMany(place => UseFeature(trial, place)),
        .. People(trial),
        ActiveWeek(trial),
        .. SpreadUse(trial),
        MoreUse(trial),
    ];

    // The busiest person does it: then nobody new is active, and the gain is that of the feature.
    private static IEnumerable<Candidate> UseFeature(Trial trial, int place)
    {
        var feature = trial.Model.Core[place].Feature;
        var shapes = trial.Model.Numbers.Shapes;
        var (missingUses, missingDays) = (shapes.AdoptedUses - trial.Totals.Uses(place), shapes.AdoptedDays - trial.Totals.Days(place));
        if ((missingUses <= 0 && missingDays <= 0) || trial.Account.EntitledFeatures?.Contains(feature) == false)
        {
            yield break;
        }

        var days = Math.Max(1, missingDays);
        var uses = (int)Math.Max(days, missingUses);
        var used = trial.Totals.DayBits(place);
        var ages = Enumerable.Range(0, UsageWindows.CoreDays).Where(age => ((used >> age) & 1) == 0 || missingDays <= 0).Take(days).ToArray();
        var person = trial.Busiest.FirstOrDefault(Doing.IsActive) ?? trial.Busiest.FirstOrDefault() ?? Doing.Somebody(0);
        var times = ActionWords.Times(uses, more: trial.Totals.Uses(place) > 0);
        yield return new Candidate(
            ActionKind.UseFeature, feature, uses, trial.With([Doing.Using(person, feature, uses, ages)]), $"If {feature} is used {times} {ActionWords.OnDays(days)}");
    }

    private static IEnumerable<Candidate> People(Trial trial)
    {
        var lapsed = trial.Lapsed;
        var back = Math.Min(lapsed.Count, trial.FreeSeats);
        if (back > 0)
        {
            yield return new Candidate(
                ActionKind.ReturnPeople,
                null,
                back,
                trial.With(lapsed.Take(back).Select(person => Doing.Busy(person, 1))),
                $"If {(back == 1 ? "1 person who was" : $"{back} people who were")} active in the months before, but not in the last 28 days, {(back == 1 ? "comes" : "come")} back");
        }

        foreach (var count in PeopleCounts.Of(trial))
        {
            yield return new Candidate(
                ActionKind.MorePeople, null, count, PeopleCounts.With(trial, count), $"If {(count == 1 ? "one more person is" : $"{count} more people are")} active");
        }
    }

    private static Candidate ActiveWeek(Trial trial)
    {
        // A week later every block is one older; all else is kept, for it is only this that the action is about.
        var measures = trial.Basis.Measures;
        var next = trial.Basis with { Measures = measures with { ActiveBlocks = (measures.ActiveBlocks << 1) | 1 } };
        return new Candidate(ActionKind.ActiveWeek, null, 1, next, "If the next week has use as well and all else stays");
    }

    private static IEnumerable<Candidate> SpreadUse(Trial trial)
    {
        var (measures, model) = (trial.Basis.Measures, trial.Model.Numbers);
        if (measures.Events == 0 || trial.Account.EligibleSeats <= 1)
        {
            yield break;
        }

        var other = trial.Busiest.Skip(1).FirstOrDefault() ?? Doing.Somebody(0);
        foreach (var share in (double[])[1 - model.Shapes.ResilientShare, model.Caps.SinglePointShare])
        {
            var events = (long)Math.Ceiling((measures.TopUserEvents / Math.Max(share, 1e-6)) - measures.Events - 1e-9);
            if (events > 0 && events <= MostEvents)
            {
                yield return new Candidate(
                    ActionKind.SpreadUse, null, events, trial.With([Doing.Busy(other, events)]), $"If others than the busiest person make {Phrase.Count(events, "value event")} more");
            }
        }
    }

    private static Candidate MoreUse(Trial trial)
    {
        var more = trial.Measured.People.Select(person => person with
        {
            Events84 = Math.Min(UsageWindows.MaxEventsPerUser, person.Events84 + (person.Events84 * MorePercent / 100)),
            DecayedEvents = Math.Min(UsageWindows.MaxEventsPerUser, person.DecayedEvents * (1 + (MorePercent / 100d))),
        });
        return new Candidate(ActionKind.MoreUse, null, MorePercent, trial.With(more), $"If everybody uses it {MorePercent} % more");
    }
}

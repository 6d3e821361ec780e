using CsTelemetry.Adoption.Model;
using CsTelemetry.Adoption.Scoring;
using CsTelemetry.Adoption.Usage;

namespace CsTelemetry.Adoption.Confidence;

/// <summary>Divides an account's people into the groups that the jackknife leaves out.</summary>
internal static class PeopleGroups
{
    /// <summary>
    /// Makes each person a group up to 200 people; above, deals the people, in the ordinal order of their ids, onto 20 groups in turn.
    /// The order of ids says nothing about use, and it never changes for the same people. People without use in any window are nobody
    /// here, so it does not matter whether the query lists them.
    /// </summary>
    public static UsageTotals[] Of(MeasuredAccount account, ConfidenceLimits limits)
    {
        var people = account.People.Where(HasUse).ToArray();
        if (people.Length <= limits.MaxSinglePeople)
        {
            return [.. people.Select(person => account.TotalsOf([person]))];
        }

        var groups = new UsageTotals[limits.GroupCount];
        for (var group = 0; group < groups.Length; group++)
        {
            groups[group] = account.TotalsOf(people.Where((_, place) => place % groups.Length == group));
        }

        return groups;
    }

    private static bool HasUse(UserUsage person) => person.WeekBlocks != 0 || person.Events84 > 0 || person.DecayedEvents > 0;
}

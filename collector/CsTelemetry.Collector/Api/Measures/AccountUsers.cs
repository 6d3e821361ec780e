using CsTelemetry.Adoption.Metrics;
using CsTelemetry.Collector.Api.Contracts;
using CsTelemetry.Collector.Measuring;

namespace CsTelemetry.Collector.Api.Measures;

/// <summary>Sums up what a person did.</summary>
internal static class AccountUsers
{
    /// <param name="measured">What is known.</param>
    /// <param name="person">The person.</param>
    /// <param name="uses">All that they ever used, by feature.</param>
    public static AccountUserRow Row(Measured measured, AudiencePerson person, IReadOnlyList<PersonUse> uses)
    {
        var day = measured.Question.AsOf;
        var from = day.AddDays(1 - ActivityCounts.MonthDays);
        var days = new HashSet<DateOnly>();
        foreach (var use in uses)
        {
            foreach (var (active, _) in use.In(from, day))
            {
                days.Add(active);
            }
        }

        return new AccountUserRow(
            person.UserId,
            person.Known?.Name,
            person.Role,
            person.Start,
            person.LastSeen,
            uses.Min(use => (DateOnly?)use.FirstDay),
            uses.Max(use => use.LastDayBy(day)),
            days.Count,
            uses.Sum(use => use.UsesIn(from, day)),
            uses.Count(use => use.IsActiveIn(from, day)),
            uses.Count(use => AdopterRule.Of(measured.Feature(use.Slice)).IsAdopter(use, day)));
    }
}

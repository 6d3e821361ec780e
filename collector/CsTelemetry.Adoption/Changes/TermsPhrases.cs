using CsTelemetry.Adoption.Explaining;
using CsTelemetry.Adoption.Knowledge;

namespace CsTelemetry.Adoption.Changes;

/// <summary>Words what changed in seats, entitlements, plan and tenure, and when.</summary>
internal sealed class TermsPhrases(ScoreMoment from, ScoreMoment to, CustomerAccount? account)
{
    public CausePhrase Seats
    {
        get
        {
            var when = When(day => account!.SeatsAt(day), account?.Seats.Values.SelectMany(timeline => timeline.Intervals.Select(Bounds)));
            return (from.Usage.EligibleSeats, to.Usage.EligibleSeats) switch
            {
                (null, { } now) => new($"{Phrase.Count(now, "seat")} becoming known {when}", true),
                ({ } was, null) => new($"{Phrase.Count(was, "seat")} no longer known {when}", true),
                ({ } was, { } now) => new($"{Phrase.Count(Math.Abs(now - was), "seat")} {(now > was ? "added" : "removed")} {when}", Math.Abs(now - was) is < 1 or > 1),
                _ => new("seats", true),
            };
        }
    }

    public CausePhrase Entitlements
    {
        get
        {
            var when = When(null, null);
            var (gained, lost) = (Missing(from, to), Missing(to, from));
            return gained.Length > 0 && lost.Length > 0 ? new($"entitlement to {Listed(gained)} instead of {Listed(lost)} {when}", false) :
                gained.Length > 0 ? new($"the new entitlement to {Listed(gained)} {when}", false) :
                new($"the ended entitlement to {Listed(lost)} {when}", false);
        }
    }

    public CausePhrase Segment
    {
        get
        {
            if (string.Equals(from.Usage.Plan, to.Usage.Plan, StringComparison.Ordinal))
            {
                return new("being measured against accounts of another size", false);
            }

            var when = When(day => account!.PlanAt(day), account?.Plan.Intervals.Select(Bounds));
            return new($"the move from {Plan(from.Usage.Plan)} to {Plan(to.Usage.Plan)} {when}", false);
        }
    }

    public CausePhrase Tenure => from.Usage.FirstDay == to.Usage.FirstDay
        ? new($"being {Phrase.Count(to.AsOf.DayNumber - to.Usage.FirstDay.DayNumber + 1, "day")} old, which asks for more or allows a trend,", false)
        : new($"the first day {ChangePhrases.Day(to.Usage.FirstDay)} instead of {ChangePhrases.Day(from.Usage.FirstDay)}", false);

    private static (DateOnly? From, DateOnly? Until) Bounds<T>(Interval<T> interval) => (interval.From, interval.Until);

    private static string Plan(string? plan) => plan is null ? "an unknown plan" : $"plan {plan}";

    private static string Listed(string[] features) => features.Length switch
    {
        0 => "core features",
        1 => features[0],
        <= 3 => $"{string.Join(", ", features[..^1])} and {features[^1]}",
        _ => $"{string.Join(", ", features[..2])} and {features.Length - 2} more core features",
    };

    // The core features that the account may use at the second moment and not at the first.
    private static string[] Missing(ScoreMoment first, ScoreMoment second) =>
    [
        .. first.Model.Core.Select(feature => feature.Feature)
            .Where(feature => second.Usage.EntitledFeatures?.Contains(feature) != false && first.Usage.EntitledFeatures?.Contains(feature) == false),
    ];

    // Names the day when there was one, the first and last when there were several, and else the days that are compared.
    private string When<T>(Func<DateOnly, T>? at, IEnumerable<(DateOnly? From, DateOnly? Until)>? bounds)
    {
        var days = at is null || bounds is null ? [] : bounds
            .SelectMany(bound => (DateOnly?[])[bound.From, bound.Until])
            .OfType<DateOnly>()
            .Where(day => day > from.AsOf && day <= to.AsOf && !Equals(at(day), at(day.AddDays(-1))))
            .Distinct()
            .Order()
            .ToArray();
        return days.Length switch
        {
            0 => $"between {Day(from.AsOf)} and {Day(to.AsOf)}",
            1 => $"on {Day(days[0])}",
            _ => $"between {Day(days[0])} and {Day(days[^1])}",
        };
    }

    private string When(Func<DateOnly, object?>? at, IEnumerable<(DateOnly? From, DateOnly? Until)>? bounds) => When<object?>(at, bounds);

    // The year is said only where it is not that of the day that is explained.
    private string Day(DateOnly day) => day.ToString(day.Year == to.AsOf.Year ? "d MMM" : "d MMM yyyy", System.Globalization.CultureInfo.InvariantCulture);
}

using CsTelemetry.Adoption.Knowledge;

namespace CsTelemetry.Adoption.Metrics;

/// <summary>Says who has adopted a feature: a human with enough uses on enough days of the feature's natural period.</summary>
/// <param name="PeriodDays">The natural period in days, 1 or more.</param>
/// <param name="MinUses">The uses within it, 1 or more.</param>
/// <param name="MinDays">The distinct days within it, 1 or more.</param>
public readonly record struct AdopterRule(int PeriodDays, int MinUses, int MinDays)
{
    /// <summary>Gets the rule of a feature that the catalog does not know: 2 uses on 2 days within 28.</summary>
    public static AdopterRule Default { get; } = Of(new CatalogFeature(""));

    /// <summary>Takes the rule from the catalog.</summary>
    public static AdopterRule Of(CatalogFeature feature)
    {
        ArgumentNullException.ThrowIfNull(feature);
        return new AdopterRule(feature.NaturalPeriodDays, feature.MinUses, feature.MinDays);
    }

    /// <summary>Finds the days on which a person is an adopter, in order, none touching the next.</summary>
    public IReadOnlyList<DaySpan> Spans(PersonUse use)
    {
        ArgumentNullException.ThrowIfNull(use);
        var days = use.Days;
        var spans = new List<DaySpan>();
        var (first, uses) = (0, 0L);
        for (var last = 0; last < days.Length; last++)
        {
            uses += days[last].Uses;
            // The latest start from which the days up to this one are enough: it holds longest.
            while (first < last && uses - days[first].Uses >= MinUses && last - first >= MinDays)
            {
                uses -= days[first++].Uses;
            }

            if (uses >= MinUses && last - first + 1 >= MinDays)
            {
                Add(spans, days[last].Day, days[first].Day.AddDays(PeriodDays - 1));
            }
        }

        return spans;
    }

    /// <summary>Tells whether a person is an adopter on a day.</summary>
    public bool IsAdopter(PersonUse use, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(use);
        var window = use.In(day.AddDays(1 - PeriodDays), day);
        var uses = 0L;
        foreach (var (_, count) in window)
        {
            uses += count;
        }

        return uses >= MinUses && window.Length >= MinDays;
    }

    private static void Add(List<DaySpan> spans, DateOnly from, DateOnly to)
    {
        if (to < from)
        {
            return;
        }

        if (spans.Count > 0 && from <= spans[^1].To.AddDays(1))
        {
            spans[^1] = spans[^1] with { To = to > spans[^1].To ? to : spans[^1].To };
        }
        else
        {
            spans.Add(new DaySpan(from, to));
        }
    }
}

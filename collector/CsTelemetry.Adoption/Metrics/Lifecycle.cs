namespace CsTelemetry.Adoption.Metrics;

/// <summary>Parts people by their first and their latest use of one thing. A period is as many days; periods end with the day.</summary>
/// <param name="From">The period's first day.</param>
/// <param name="Day">The period's last day.</param>
/// <param name="New">Those whose first use ever of the thing lies in the period.</param>
/// <param name="Returning">Those who used it in this period and in the one before.</param>
/// <param name="Resurrected">Those who used it in this period and earlier, but not in the one before.</param>
/// <param name="Dormant">Those who used it earlier, and not in this period.</param>
/// <param name="NewlyDormant">Those of the dormant who used it in the period before.</param>
public sealed record Lifecycle(DateOnly From, DateOnly Day, int New, int Returning, int Resurrected, int Dormant, int NewlyDormant)
{
    /// <summary>Gets those who used it in the period: new, returning and resurrected.</summary>
    public int Active => New + Returning + Resurrected;

    /// <summary>Parts people.</summary>
    /// <param name="uses">The uses, each person at most once, with all days of this period and the one before.</param>
    /// <param name="day">The period's last day.</param>
    /// <param name="periodDays">The period's days, 1 or more.</param>
    public static Lifecycle Of(IEnumerable<PersonUse> uses, DateOnly day, int periodDays)
    {
        ArgumentNullException.ThrowIfNull(uses);
        var from = day.AddDays(1 - periodDays);
        var (fresh, returning, resurrected, dormant, newlyDormant) = (0, 0, 0, 0, 0);
        foreach (var use in uses.Where(use => use.FirstDay <= day))
        {
            var before = use.IsActiveIn(from.AddDays(-periodDays), from.AddDays(-1));
            _ = use.FirstDay >= from ? fresh++
                : !use.IsActiveIn(from, day) ? dormant++
                : before ? returning++
                : resurrected++;
            newlyDormant += before && !use.IsActiveIn(from, day) ? 1 : 0;
        }

        return new Lifecycle(from, day, fresh, returning, resurrected, dormant, newlyDormant);
    }
}

namespace CsTelemetry.Adoption.Metrics;

/// <summary>Counts humans with a value event in 1, 7 and 28 complete days that end with a day.</summary>
/// <param name="Day">The day.</param>
/// <param name="Dau">Those of 1 day.</param>
/// <param name="Wau">Those of 7 days.</param>
/// <param name="Mau">Those of 28 days.</param>
/// <param name="UserDays">On how many (person, day) pairs of the 28 days there was one.</param>
/// <param name="L28">How many people were active on exactly 1, 2, … 28 of the 28 days.</param>
public sealed record ActivityCounts(DateOnly Day, int Dau, int Wau, int Mau, int UserDays, IReadOnlyList<int> L28)
{
    /// <summary>The days of a month of activity.</summary>
    public const int MonthDays = 28;

    /// <summary>Gets the mean of the 28 daily active users / MAU, 0 to 1; null when nobody was active.</summary>
    public double? Stickiness => Mau == 0 ? null : (double)UserDays / MonthDays / Mau;

    /// <summary>Counts.</summary>
    /// <param name="uses">The uses, each person at most once, with all days of the last 28.</param>
    /// <param name="day">The day.</param>
    public static ActivityCounts Of(IEnumerable<PersonUse> uses, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(uses);
        var l28 = new int[MonthDays];
        var (dau, wau, userDays) = (0, 0, 0);
        foreach (var use in uses)
        {
            var month = use.In(day.AddDays(1 - MonthDays), day);
            if (month.IsEmpty)
            {
                continue;
            }

            l28[month.Length - 1]++;
            userDays += month.Length;
            dau += month[^1].Day == day ? 1 : 0;
            wau += month[^1].Day > day.AddDays(-7) ? 1 : 0;
        }

        return new ActivityCounts(day, dau, wau, l28.Sum(), userDays, l28);
    }
}

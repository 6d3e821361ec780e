using CsTelemetry.Adoption.Scoring;
using CsTelemetry.Adoption.Usage;

namespace CsTelemetry.Adoption.Validation;

/// <summary>Computes the plain numbers that a score must beat; of each, more means more risk.</summary>
internal static class Baselines
{
    public static readonly IReadOnlyList<(string Key, string Label)> All =
    [
        ("days_since_last_use", "Days since the last use"),
        ("last_week_users", "Last week's active people (per seat, where every account's seats are known)"),
        ("tenure", "Tenure"),
        ("volume_28d", "Value events in 28 days"),
        ("own_trend", "Trend against the own baseline"),
    ];

    public static double[] Of(IndexedHistory history, MeasuredAccount account, DateOnly asOf, bool perSeat)
    {
        var measures = account.Measures;
        var volume = 0L;
        foreach (var use in history.Between(asOf.AddDays(-27), asOf))
        {
            volume += use.Events;
        }

        var lastWeek = account.People.Count(person => (person.WeekBlocks & 1) != 0);
        return
        [
            asOf.DayNumber - history.Days.Last(day => day <= asOf).DayNumber,
            -(perSeat ? lastWeek / Math.Max(1, measures.EligibleSeats!.Value) : lastWeek),
            -measures.TenureDays,
            -volume,
            -Math.Log((measures.WeeklyUsersNow + .5) / (measures.WeeklyUsersBase + .5)),
        ];
    }

    /// <summary>Tells whether people can be compared per seat: an account without known seats has no share.</summary>
    public static bool CanBePerSeat(IEnumerable<AccountUsage> accounts) => accounts.All(account => account.EligibleSeats is not null);
}

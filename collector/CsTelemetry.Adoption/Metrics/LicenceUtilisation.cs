namespace CsTelemetry.Adoption.Metrics;

/// <summary>Says how far purchased seats are used as of a day: active humans of 28 days / seats.</summary>
/// <param name="Day">The day.</param>
/// <param name="Accounts">The accounts.</param>
/// <param name="SeatedAccounts">Those whose seats are known; the numbers below are of them alone.</param>
/// <param name="Seats">Their seats.</param>
/// <param name="ActiveUsers">Their humans with a value event.</param>
/// <param name="AccountRates">Each account's own rate, of those with a seat.</param>
public sealed record LicenceUtilisation(DateOnly Day, int Accounts, int SeatedAccounts, double Seats, int ActiveUsers, Distribution? AccountRates)
{
    /// <summary>Gets active users / seats; null when there is no seat. Above 1 when more people than seats are active.</summary>
    public double? Rate => Seats > 0 ? ActiveUsers / Seats : null;

    /// <summary>Sums up over an audience.</summary>
    /// <param name="audience">Who is there.</param>
    /// <param name="uses">The value events, each person at most once, with all days of the last 28.</param>
    public static LicenceUtilisation Of(Audience audience, IEnumerable<PersonUse> uses)
    {
        ArgumentNullException.ThrowIfNull(audience);
        var active = audience.Of(uses)
            .Where(use => use.IsActiveIn(audience.Day.AddDays(1 - ActivityCounts.MonthDays), audience.Day))
            .GroupBy(use => use.AccountId, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
        var seated = audience.Accounts.Where(account => account.Seats is not null).ToArray();
        return new LicenceUtilisation(
            audience.Day,
            audience.Accounts.Count,
            seated.Length,
            seated.Sum(account => account.Seats!.Value),
            seated.Sum(account => active.GetValueOrDefault(account.Id)),
            Distribution.Of(seated.Where(account => account.Seats > 0).Select(account => active.GetValueOrDefault(account.Id) / account.Seats!.Value)));
    }
}

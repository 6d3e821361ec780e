using CsTelemetry.Adoption.Metrics;
using CsTelemetry.Adoption.Tests.Histories;

namespace CsTelemetry.Adoption.Tests.Metrics;

/// <summary>Compares activity, lifecycle, licences and retention with counting days.</summary>
internal static class UsageCheck
{
    public static void AgreesOnActivity(IEnumerable<DateOnly[]> people, ActivityCounts active)
    {
        var day = active.Day;
        int Users(DateOnly from) => people.Count(days => days.Any(own => own >= from && own <= day));
        var daily = Enumerable.Range(0, 28).Select(age => people.Count(days => days.Contains(day.AddDays(-age)))).ToArray();
        Assert.Equal((Users(day), Users(day.AddDays(-6)), Users(day.AddDays(-27))), (active.Dau, active.Wau, active.Mau));
        Assert.Equal(active.Mau == 0 ? null : daily.Average() / active.Mau, active.Stickiness, new NullableTolerance(1e-12));
        for (var count = 1; count <= 28; count++)
        {
            Assert.Equal(people.Count(days => days.Count(own => own > day.AddDays(-28) && own <= day) == count), active.L28[count - 1]);
        }
    }

    public static void AgreesOnLifecycle(IEnumerable<DateOnly[]> people, Lifecycle cycle, DateOnly day, int period)
    {
        int Count(Func<DateOnly[], bool> is_) => people.Count(is_);
        bool Now(DateOnly[] days) => days.Any(own => own > day.AddDays(-period));
        bool Before(DateOnly[] days) => days.Any(own => own <= day.AddDays(-period) && own > day.AddDays(-2 * period));
        bool Longer(DateOnly[] days) => days.Any(own => own <= day.AddDays(-2 * period));
        Assert.Equal(Count(days => Now(days) && !Before(days) && !Longer(days)), cycle.New);
        Assert.Equal(Count(days => Now(days) && Before(days)), cycle.Returning);
        Assert.Equal(Count(days => Now(days) && !Before(days) && Longer(days)), cycle.Resurrected);
        Assert.Equal(Count(days => !Now(days)), cycle.Dormant);
        Assert.Equal(Count(days => !Now(days) && Before(days)), cycle.NewlyDormant);
    }

    public static void AgreesOnLicences(SlowMetrics slow, History history, Audience audience, IEnumerable<PersonUse> uses, DateOnly day)
    {
        var seats = slow.Accounts()
            .Select(account => (Account: account, Seats: history.Knowledge.Accounts.GetValueOrDefault(account)?.SeatsAt(day)))
            .Where(pair => pair.Seats is not null).ToDictionary(pair => pair.Account, pair => pair.Seats!.Value);
        var active = slow.Uses().Where(use => seats.ContainsKey(use.Account) && use.Day > day.AddDays(-28)).Select(use => (use.Account, use.User)).Distinct().ToArray();
        var found = LicenceUtilisation.Of(audience, uses);
        Assert.Equal((seats.Count, seats.Values.Sum(), active.Length), (found.SeatedAccounts, found.Seats, found.ActiveUsers));
        var rates = seats.Where(pair => pair.Value > 0).Select(pair => active.Count(person => person.Account == pair.Key) / pair.Value).ToArray();
        Assert.Equal(rates.Length == 0 ? null : rates.Average(), found.AccountRates?.Mean, new NullableTolerance(1e-12));
    }

    public static void AgreesOnRetention(IEnumerable<DateOnly[]> people, RetentionCohort cohort, RetentionWindow[] windows, DateOnly asOf)
    {
        var began = people.ToArray();
        Assert.Equal(began.Length, cohort.People);
        for (var i = 0; i < windows.Length; i++)
        {
            var (first, last) = (windows[i].FromDay, windows[i].ToDay);
            var could = began.Where(days => days[0].AddDays(last ?? first) <= asOf).ToArray();
            var came = could.Count(days => days.Any(day => day >= days[0].AddDays(first) && (last is null || day <= days[0].AddDays(last.Value))));
            Assert.Equal((could.Length, came), (cohort.Cells[i].Eligible, cohort.Cells[i].Retained));
        }
    }
}

using CsTelemetry.Adoption.Knowledge;
using CsTelemetry.Adoption.Metrics;
using CsTelemetry.Adoption.Tests.Histories;

namespace CsTelemetry.Adoption.Tests.Metrics;

/// <summary>1,000 made-up tenants; each metric against the slow, obvious way over raw events. A failure names the seed.</summary>
public sealed class RandomMetricTests
{
    private const int SeedsEach = 10;

    public static TheoryData<int> Blocks => [.. Enumerable.Range(0, 100)];

    [Theory]
    [MemberData(nameof(Blocks))]
    public void Statuses_and_adoption_agree(int block) => Each(block, (history, day, _) =>
    {
        var audience = history.AudienceOn(day);
        var slow = new SlowMetrics(history, day);
        Assert.Equal(slow.Accounts(), audience.Accounts.Select(account => account.Id));
        Assert.Equal(slow.People(), audience.People.Select(person => (person.Account.Id, person.UserId)));
        foreach (var key in RandomHistory.Features)
        {
            AdoptionCheck.Agrees(history, audience, slow, Feature(history, key));
        }
    });

    [Theory]
    [MemberData(nameof(Blocks))]
    public void Never_used_lists_agree(int block) => Each(block, (history, day, dice) =>
    {
        var (audience, slow, feature) = (history.AudienceOn(day), new SlowMetrics(history, day), Feature(history, Any(dice)));
        var since = dice.Next(2) == 0 ? (DateOnly?)null : day.AddDays(-dice.Next(60));
        var uses = slow.Uses(feature.Key).Where(use => since is null || use.Day >= since).ToArray();
        bool Entitled(string account) => history.Knowledge.IsEntitled(account, feature.Key, day) != false;

        var people = slow.People().Where(person => Entitled(person.Account)
            && (feature.TargetRole is null || slow.RoleOn(person.Account, person.User, day) == feature.TargetRole)
            && !uses.Any(use => use.Account == person.Account && use.User == person.User));
        Assert.Equal(people, NeverUsed.People(audience, feature, history.UsesOf(feature.Key), since).Select(person => (person.Account.Id, person.UserId)));
        Assert.Equal(
            slow.Accounts().Where(account => Entitled(account) && !uses.Any(use => use.Account == account)),
            NeverUsed.Accounts(audience, feature, history.UsesOf(feature.Key), since).Select(account => account.Id));
    });

    [Theory]
    [MemberData(nameof(Blocks))]
    public void Active_users_lifecycle_and_licences_agree(int block) => Each(block, (history, day, dice) =>
    {
        var (audience, slow) = (history.AudienceOn(day), new SlowMetrics(history, day));
        var (feature, period) = (dice.Next(2) == 0 ? null : Any(dice), dice.Next(1, 40));
        var uses = audience.Of(feature is null ? history.Uses(_ => "") : history.UsesOf(feature));
        var days = slow.Uses(feature).GroupBy(use => (use.Account, use.User)).ToDictionary(own => own.Key, own => own.Select(use => use.Day).Distinct().ToArray());

        UsageCheck.AgreesOnActivity(days.Values, ActivityCounts.Of(uses, day));
        UsageCheck.AgreesOnLifecycle(days.Values, Lifecycle.Of(uses, day, period), day, period);
        UsageCheck.AgreesOnLicences(slow, history, audience, history.Uses(_ => ""), day);
    });

    [Theory]
    [MemberData(nameof(Blocks))]
    public void Retention_agrees(int block) => Each(block, (history, day, dice) =>
    {
        var (audience, slow) = (history.AudienceOn(day), new SlowMetrics(history, day));
        var began = new DaySpan(day.AddDays(-dice.Next(20, 150)), day.AddDays(-dice.Next(10)));
        RetentionWindow[] windows = [RetentionWindow.On(0), RetentionWindow.On(dice.Next(1, 30)), RetentionWindow.From(dice.Next(1, 40)), new(1, 7), new(8, dice.Next(8, 30))];
        var interval = (CalendarInterval)dice.Next(3);
        var days = slow.Uses().GroupBy(use => (use.Account, use.User)).Select(own => own.Select(use => use.Day).Order().ToArray()).ToArray();
        var uses = audience.Of(history.Uses(_ => ""));

        UsageCheck.AgreesOnRetention(days.Where(own => own[0] >= began.From && own[0] <= began.To), Retention.Of(uses, began, windows, day), windows, day);
        var cohorts = Retention.Cohorts(uses, began, interval, windows, day);
        Assert.Equal(days.Count(own => own[0] >= began.From && own[0] <= began.To), cohorts.Sum(cohort => cohort.People));
        foreach (var cohort in cohorts)
        {
            UsageCheck.AgreesOnRetention(days.Where(own => own[0] >= cohort.From && own[0] <= cohort.To), cohort, windows, day);
        }
    });

    [Theory]
    [MemberData(nameof(Blocks))]
    public void Time_to_adopt_agrees(int block) => Each(block, (history, day, dice) =>
    {
        var (audience, slow) = (history.AudienceOn(day), new SlowMetrics(history, day));
        var feature = Feature(history, Any(dice));
        foreach (var moment in Enum.GetValues<AdoptionMoment>())
        {
            SurvivalCheck.Agrees(slow, history, feature, moment, day, TimeToAdopt.Of(audience, feature, history.UsesOf(feature.Key), moment));
        }

        SurvivalCheck.Agrees(slow, history, null, AdoptionMoment.FirstUse, day, TimeToAdopt.Of(audience, null, history.Uses(_ => ""), AdoptionMoment.FirstUse));
    });

    [Theory]
    [MemberData(nameof(Blocks))]
    public void Funnels_agree(int block) => Each(block, (history, day, dice) =>
    {
        var (audience, slow) = (history.AudienceOn(day), new SlowMetrics(history, day));
        string[] steps = [.. Enumerable.Range(0, dice.Next(2, 5)).Select(_ => RandomHistory.Features[dice.Next(3)])];
        var (window, entry) = (TimeSpan.FromHours(dice.Next(1, 24 * 40)), new DaySpan(day.AddDays(-dice.Next(60, 140)), day.AddDays(-dice.Next(30))));
        var byAccount = dice.Next(2) == 0;
        var walks = slow.Uses().Where(use => steps.Contains(use.Feature))
            .GroupBy(use => byAccount ? (use.Account, "") : (use.Account, use.User))
            .Select(own => own.Select(use => new FunnelEvent(use.At, use.Day, use.Feature)).ToArray()).ToArray();

        var people = FunnelCheck.Walkers(history, audience, steps, day);
        var funnel = Funnel.Of(steps, window, entry, byAccount ? Funnel.ByAccount(people) : people);

        FunnelCheck.Agrees(steps, (long)window.TotalMilliseconds, entry, walks, funnel);
    });

    [Theory]
    [MemberData(nameof(Blocks))]
    public void The_timeline_tells_of_every_change_of_status(int block) => Each(block, (history, day, dice) =>
    {
        var (audience, slow) = (history.AudienceOn(day), new SlowMetrics(history, day));
        if (audience.Accounts.Count > 0)
        {
            TimelineCheck.Agrees(history, audience, slow, audience.Accounts[dice.Next(audience.Accounts.Count)], day);
        }
    });

    [Theory]
    [MemberData(nameof(Blocks))]
    public void Groups_are_the_parts_of_the_whole(int block) => Each(block, (history, day, dice) =>
        GroupCheck.Agrees(history, history.AudienceOn(day), (Dimension)dice.Next(1, 12)));

    [Fact]
    public void The_tenants_are_of_every_kind_so_that_agreeing_means_something()
    {
        var statuses = new HashSet<FeatureStatus>();
        var (adopted, cameBack, walked, seats) = (0, 0, 0, 0);
        for (var block = 0; block < 20; block++)
        {
            Each(block, (history, day, _) =>
            {
                var (audience, f0) = (history.AudienceOn(day), Feature(history, "f0"));
                statuses.UnionWith(RandomHistory.Features.SelectMany(key => FeatureAdoptions.Accounts(audience, Feature(history, key), history.ReportedSince(key), history.UsesOf(key))).Select(account => account.Status));
                adopted += TimeToAdopt.Of(audience, f0, history.UsesOf("f0"), AdoptionMoment.Adopted).Curve.Events;
                cameBack += Retention.Of(audience.Of(history.UsesOf("f0")), new DaySpan(day.AddDays(-100), day), [new(1, 14)], day).Cells[0].Retained;
                walked += Funnel.Of(["f0", "f1", "f2"], TimeSpan.FromDays(10), new DaySpan(day.AddDays(-100), day), FunnelCheck.Walkers(history, audience, ["f0", "f1", "f2"], day))[2].Reached;
                seats += audience.Accounts.Count(account => account.Seats > 1);
            });
        }

        Assert.Equal(6, statuses.Count);
        Assert.All((int[])[adopted, cameBack, walked, seats], count => Assert.InRange(count, 100, int.MaxValue));
    }

    private static void Each(int block, Action<History, DateOnly, Random> check)
    {
        for (var seed = block * SeedsEach; seed < (block + 1) * SeedsEach; seed++)
        {
            try
            {
                var dice = new Random(seed);
                var history = new RandomHistory(seed).Make(1 + dice.Next(4));
                // As of the newest day, or of an earlier one that later events must not change.
                check(history, dice.Next(2) == 0 ? history.AsOf : history.AsOf.AddDays(-dice.Next(90)), dice);
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"Seed {seed}.", exception);
            }
        }
    }

    private static string Any(Random dice) => RandomHistory.Features[dice.Next(RandomHistory.Features.Length)];

    private static CatalogFeature Feature(History history, string key) => history.Knowledge.Features.GetValueOrDefault(key) ?? new CatalogFeature(key);
}

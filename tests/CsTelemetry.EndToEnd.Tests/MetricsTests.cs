using System.Globalization;
using System.Text.Json.Nodes;
using CsTelemetry.EndToEnd.Tests.Running;

namespace CsTelemetry.EndToEnd.Tests;

/// <summary>Every number of the API against the slow, obvious way over the events themselves.</summary>
[Collection(SharedPortfolio.Name)]
public sealed class MetricsTests(PortfolioFixture portfolio)
{
    public static TheoryData<int> Ages => [0, 1, 13, 29, 90, 170];

    [Theory]
    [MemberData(nameof(Ages))]
    public async Task Features_have_the_numbers_that_counting_gives(int age)
    {
        using var api = new ApiReader(portfolio.Collector.Http, portfolio.ReadKey);
        var asOf = portfolio.AsOf.AddDays(-age);
        var known = Human(asOf);

        var features = await api.ListAsync($"/v1/features?as_of={Text(asOf)}&limit=3");

        Assert.Equal(known.Select(use => use.Feature).Distinct().Order(StringComparer.Ordinal), features.Select(feature => (string)feature["key"]!));
        foreach (var feature in features)
        {
            var uses = known.Where(use => use.Feature == (string)feature["key"]!).ToList();
            AssertActiveUsers(uses, asOf, feature["active_users"]!);
            var month = Within(uses, asOf, 28);
            Assert.Equal(Adopters(month).Count(), (int)feature["adopters"]!);
            Assert.Equal(month.Select(use => use.Account).Distinct().Count(), (int)feature["accounts_28d"]!);
            Assert.Equal(month.Count, (int)feature["uses_28d"]!);
            Assert.Equal(uses.Min(use => use.At), (DateTimeOffset)feature["first_use"]!);
            Assert.Equal(uses.Max(use => use.At), (DateTimeOffset)feature["last_use"]!);
            AssertTrend(uses, asOf, feature["trend"]!.AsArray());
        }
    }

    [Theory]
    [MemberData(nameof(Ages))]
    public async Task Accounts_have_the_numbers_that_counting_gives(int age)
    {
        using var api = new ApiReader(portfolio.Collector.Http, portfolio.ReadKey);
        var asOf = portfolio.AsOf.AddDays(-age);

        var accounts = await api.ListAsync($"/v1/accounts?as_of={Text(asOf)}&limit=4");

        var seen = portfolio.Uses.Where(use => use.Day <= asOf).Select(use => use.Account);
        var expected = (asOf >= portfolio.AsOf.AddDays(-60) ? seen.Append("only-logs-in") : seen).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(expected, accounts.Select(account => (string)account["account_id"]!));
        foreach (var account in accounts)
        {
            var uses = Human(asOf).Where(use => use.Account == (string)account["account_id"]!).ToList();
            AssertActiveUsers(uses, asOf, account["active_users"]!);
            var month = Within(uses, asOf, 28);
            Assert.Equal(Adopters(month).Select(user => user.User).Distinct().Count(), (int)account["adopters"]!);
            Assert.Equal(month.Select(use => use.Feature).Distinct().Count(), (int)account["features_28d"]!);
            Assert.Equal(month.Count, (int)account["uses_28d"]!);
            Assert.Equal(uses.Count == 0 ? null : uses.Min(use => use.At), (DateTimeOffset?)account["first_use"]);
            Assert.Equal(uses.Count == 0 ? null : uses.Max(use => use.At), (DateTimeOffset?)account["last_use"]);
            AssertTrend(uses, asOf, account["trend"]!.AsArray());
        }
    }

    [Theory]
    [MemberData(nameof(Ages))]
    public async Task The_overview_sums_up_what_the_lists_say(int age)
    {
        using var api = new ApiReader(portfolio.Collector.Http, portfolio.ReadKey);
        var asOf = portfolio.AsOf.AddDays(-age);

        var overview = await api.GetAsync($"/v1/overview?as_of={Text(asOf)}");
        var accounts = await api.ListAsync($"/v1/accounts?as_of={Text(asOf)}");
        var scores = await api.ListAsync($"/v1/adoption-scores?as_of={Text(asOf)}&limit=5");

        AssertActiveUsers(Human(asOf), asOf, overview["active_users"]!);
        Assert.Equal(accounts.Count, (int)overview["account_count"]!);
        Assert.Equal(Human(asOf).Select(use => use.Feature).Distinct().Count(), (int)overview["feature_count"]!);
        foreach (var band in (string[])["healthy", "watch", "at_risk"])
        {
            Assert.Equal(accounts.Count(account => (string?)account["band"] == band), (int)overview["bands"]![band]!);
        }

        foreach (var state in (string[])["scored", "onboarding", "insufficient_data", "stale", "excluded"])
        {
            Assert.Equal(accounts.Count(account => (string?)account["state"] == state), (int)overview["states"]![state]!);
        }

        Assert.Equal(
            accounts.Select(account => ((string)account["account_id"]!, (double?)account["score"])),
            scores.Select(score => ((string)score["account_id"]!, (double?)score["score"])));
    }

    [Fact]
    public async Task A_score_is_the_sum_of_its_points_and_says_the_same_twice()
    {
        using var api = new ApiReader(portfolio.Collector.Http, portfolio.ReadKey);
        var asOf = Text(portfolio.AsOf.AddDays(-40));
        foreach (var row in (await api.ListAsync($"/v1/adoption-scores?as_of={asOf}")).Where(row => row["score"] is not null))
        {
            var score = await api.GetAsync($"/v1/accounts/{row["account_id"]}/adoption-score?as_of={asOf}");
            var points = score["components"]!.AsArray().Concat(score["caps"]!.AsArray()).Sum(line => (double)line!["points"]!);
            Assert.Equal((double)score["score"]!, points, 9);
            Assert.Equal((double)row["score"]!, (double)score["score"]!);
        }
    }

    [Fact]
    public async Task An_account_that_only_logs_in_has_adopted_nothing_but_is_not_missing()
    {
        using var api = new ApiReader(portfolio.Collector.Http, portfolio.ReadKey);

        var score = await api.GetAsync("/v1/accounts/only-logs-in/adoption-score");

        Assert.Equal("scored", (string)score["state"]!);
        Assert.True((double)score["score"]! <= 20);
        Assert.Equal("at_risk", (string)score["band"]!);
    }

    [Fact]
    public async Task An_account_has_the_name_that_the_product_reported()
    {
        using var api = new ApiReader(portfolio.Collector.Http, portfolio.ReadKey);

        var score = await api.GetAsync("/v1/accounts/account-00/adoption-score");

        Assert.Equal("The First Account", (string)score["name"]!);
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static List<SeededUse> Within(IEnumerable<SeededUse> uses, DateOnly asOf, int days) =>
        [.. uses.Where(use => use.Day > asOf.AddDays(-days) && use.Day <= asOf)];

    private static IEnumerable<(string Account, string User)> Adopters(IEnumerable<SeededUse> month) =>
        month.GroupBy(use => (use.Account, use.User, use.Feature))
            .Where(group => group.Count() >= 2 && group.Select(use => use.Day).Distinct().Count() >= 2)
            .Select(group => (group.Key.Account, group.Key.User));

    private static int Users(IEnumerable<SeededUse> uses) => uses.Select(use => (use.Account, use.User)).Distinct().Count();

    private static void AssertActiveUsers(IReadOnlyList<SeededUse> uses, DateOnly asOf, JsonNode active)
    {
        var mau = Users(Within(uses, asOf, 28));
        Assert.Equal(Users(Within(uses, asOf, 1)), (int)active["dau"]!);
        Assert.Equal(Users(Within(uses, asOf, 7)), (int)active["wau"]!);
        Assert.Equal(mau, (int)active["mau"]!);
        var meanDaily = Enumerable.Range(0, 28).Average(age => Users(uses.Where(use => use.Day == asOf.AddDays(-age))));
        Assert.Equal(mau == 0 ? null : meanDaily / mau, (double?)active["stickiness"], new NullableTolerance(1e-12));
    }

    private static void AssertTrend(IReadOnlyList<SeededUse> uses, DateOnly asOf, JsonArray trend)
    {
        Assert.Equal(12, trend.Count);
        for (var i = 0; i < 12; i++)
        {
            var end = asOf.AddDays(-7 * (11 - i));
            var week = Within(uses, end, 7);
            Assert.Equal(Text(end), (string)trend[i]!["week_ending"]!);
            Assert.Equal(Users(week), (int)trend[i]!["active_users"]!);
            Assert.Equal(week.Count, (int)trend[i]!["uses"]!);
        }
    }

    private List<SeededUse> Human(DateOnly asOf) => [.. portfolio.Uses.Where(use => use.Day <= asOf && use.Actor == ActorKind.Human)];
}

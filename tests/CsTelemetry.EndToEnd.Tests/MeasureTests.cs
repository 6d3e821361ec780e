using System.Globalization;
using System.Net;
using CsTelemetry.EndToEnd.Tests.Running;

namespace CsTelemetry.EndToEnd.Tests;

/// <summary>The metrics of features and accounts by URL and key, against counting the events themselves.</summary>
[Collection(SharedPortfolio.Name)]
public sealed class MeasureTests(PortfolioFixture portfolio)
{
    public static TheoryData<int> Ages => [1, 13, 90];

    [Theory]
    [MemberData(nameof(Ages))]
    public async Task Adoption_and_the_list_behind_it_are_what_counting_gives(int age)
    {
        using var api = new ApiReader(portfolio.Collector.Http, portfolio.ReadKey);
        var asOf = portfolio.AsOf.AddDays(-age);
        foreach (var feature in (string[])["feature-0", "feature-3", "feature-6"])
        {
            var uses = Human(asOf).Where(use => use.Feature == feature).ToList();
            var adopters = uses.Where(use => use.Day > asOf.AddDays(-28)).GroupBy(use => (use.Account, use.User))
                .Where(own => own.Count() >= 2 && own.Select(use => use.Day).Distinct().Count() >= 2).Select(own => own.Key).ToList();
            var adopted = adopters.GroupBy(person => person.Account).Where(own => own.Count() >= 2).Select(own => own.Key).Order().ToList();

            var adoption = await api.GetAsync($"/v1/features/{feature}/adoption?as_of={Text(asOf)}");
            var accounts = await api.ListAsync($"/v1/features/{feature}/accounts?as_of={Text(asOf)}&limit=5");

            var value = adoption["groups"]![0]!["points"]![0]!["value"]!;
            Assert.Equal(adopters.Count, (int)value["adopters"]!);
            Assert.Equal(adopted.Count, (int)value["statuses"]!["adopted"]!);
            Assert.Equal(Accounts(asOf).Count, (int)value["entitled_accounts"]!);
            Assert.Equal((double)adopted.Count / Accounts(asOf).Count, (double)value["account_rate"]!, 1e-12);
            Assert.Equal(Accounts(asOf), accounts.Select(account => (string)account["account_id"]!));
            Assert.Equal(adopted, accounts.Where(account => (string)account["standing"]!["status"]! == "adopted").Select(account => (string)account["account_id"]!));
            Assert.Equal(
                Accounts(asOf).Except(uses.Select(use => use.Account)).Order(),
                accounts.Where(account => (string)account["standing"]!["status"]! == "never").Select(account => (string)account["account_id"]!));
        }
    }

    [Fact]
    public async Task Never_used_lists_name_who_was_seen_and_never_used_it()
    {
        var usersKey = await portfolio.Collector.CreateKeyAsync("acme", "read,users:read");
        using var api = new ApiReader(portfolio.Collector.Http, usersKey);
        var touched = Human(portfolio.AsOf).Where(use => use.Feature == "feature-7").Select(use => (use.Account, use.User)).ToHashSet();
        var people = Human(portfolio.AsOf).Select(use => (use.Account, use.User)).Append(("only-logs-in", "someone")).Distinct().Where(person => !touched.Contains(person));

        var listed = await api.ListAsync($"/v1/features/feature-7/never-used?of=users&as_of={Text(portfolio.AsOf)}&limit=7");

        Assert.Equal(people.Order(), listed.Select(item => ((string)item["account_id"]!, (string)item["user_id"]!)).Order());
        var accounts = await api.ListAsync($"/v1/features/feature-7/never-used?as_of={Text(portfolio.AsOf)}&since={Text(portfolio.AsOf.AddDays(-20))}");
        var used = Human(portfolio.AsOf).Where(use => use.Feature == "feature-7" && use.Day >= portfolio.AsOf.AddDays(-20)).Select(use => use.Account);
        Assert.Equal(Accounts(portfolio.AsOf).Except(used), accounts.Select(item => (string)item["account_id"]!));
    }

    [Fact]
    public async Task Retention_lifecycle_and_stickiness_are_what_counting_gives()
    {
        using var api = new ApiReader(portfolio.Collector.Http, portfolio.ReadKey);
        var asOf = portfolio.AsOf.AddDays(-7);
        var first = asOf.AddDays(-120);
        var people = Human(asOf).GroupBy(use => (use.Account, use.User)).Select(own => own.Select(use => use.Day).Distinct().Order().ToList()).ToList();
        var began = people.Where(days => days[0] >= first).ToList();
        var could = began.Where(days => days[0].AddDays(14) <= asOf).ToList();

        var retention = await api.GetAsync($"/v1/retention?as_of={Text(asOf)}&from={Text(first)}&kind=bracket&days=7-14&interval=month");
        var lifecycle = await api.GetAsync($"/v1/lifecycle?as_of={Text(asOf)}&period_days=10");
        var stickiness = await api.GetAsync($"/v1/stickiness?as_of={Text(asOf)}&from={Text(asOf.AddDays(-30))}&interval=day");

        var total = retention["groups"]![0]!["value"]!["total"]!;
        Assert.Equal(began.Count, (int)total["people"]!);
        Assert.Equal(could.Count, (int)total["cells"]![0]!["eligible"]!);
        Assert.Equal(could.Count(days => days.Any(day => day >= days[0].AddDays(7) && day <= days[0].AddDays(14))), (int)total["cells"]![0]!["retained"]!);
        var cycle = lifecycle["groups"]![0]!["points"]![0]!["value"]!;
        Assert.Equal(people.Count(days => days[0] > asOf.AddDays(-10)), (int)cycle["new"]!);
        Assert.Equal(people.Count(days => !days.Exists(day => day > asOf.AddDays(-10))), (int)cycle["dormant"]!);
        var points = stickiness["groups"]![0]!["points"]!.AsArray();
        Assert.Equal(31, points.Count);
        foreach (var point in points)
        {
            var day = DateOnly.Parse((string)point!["day"]!, CultureInfo.InvariantCulture);
            Assert.Equal(people.Count(days => days.Contains(day)), (int)point["value"]!["dau"]!);
            Assert.Equal(people.Count(days => days.Exists(own => own > day.AddDays(-28) && own <= day)), (int)point["value"]!["mau"]!);
        }
    }

    [Fact]
    public async Task A_funnel_walks_the_raw_events_in_the_order_of_their_moments()
    {
        using var api = new ApiReader(portfolio.Collector.Http, portfolio.ReadKey);
        var (from, to) = (portfolio.AsOf.AddDays(-60), portfolio.AsOf.AddDays(-5));
        var starts = Human(portfolio.AsOf).Where(use => use.Feature == "feature-1" && use.Day >= from && use.Day <= to).ToList();
        var walked = starts.Where(start => Human(portfolio.AsOf).Exists(use =>
            use.Feature == "feature-4" && (use.Account, use.User) == (start.Account, start.User) && use.At > start.At && use.At <= start.At.AddDays(3)));

        var funnel = await api.GetAsync($"/v1/features/feature-1/funnel?steps=feature-4&window_days=3&from={Text(from)}&to={Text(to)}&as_of={Text(portfolio.AsOf)}");

        var steps = funnel["groups"]![0]!["value"]!["steps"]!;
        Assert.Equal(starts.Select(use => (use.Account, use.User)).Distinct().Count(), (int)steps[0]!["reached"]!);
        Assert.Equal(walked.Select(use => (use.Account, use.User)).Distinct().Count(), (int)steps[1]!["reached"]!);
    }

    [Fact]
    public async Task An_account_lists_its_features_people_and_history()
    {
        var usersKey = await portfolio.Collector.CreateKeyAsync("acme", "read,users:read");
        using var api = new ApiReader(portfolio.Collector.Http, usersKey);
        var asOf = portfolio.AsOf;
        var uses = Human(asOf).Where(use => use.Account == "account-00").ToList();

        var features = await api.ListAsync($"/v1/accounts/account-00/features?as_of={Text(asOf)}&limit=3");
        var users = await api.ListAsync($"/v1/accounts/account-00/users?as_of={Text(asOf)}&limit=2");
        var timeline = await api.ListAsync($"/v1/accounts/account-00/timeline?as_of={Text(asOf)}&limit=4");

        Assert.Equal(uses.Select(use => use.Feature).Distinct().Order(), features.Select(row => (string)row["key"]!).Where(key => uses.Exists(use => use.Feature == key)));
        Assert.All(features.Where(row => (string)row["standing"]!["status"]! != "never"), row =>
        {
            var own = uses.Where(use => use.Feature == (string)row["key"]!).ToList();
            Assert.Equal(Text(own.Min(use => use.Day)), (string)row["standing"]!["first_day"]!);
            Assert.Equal(Text(own.Max(use => use.Day)), (string)row["standing"]!["last_day"]!);
            Assert.Equal(own.Select(use => use.User).Distinct().Count(), (int)row["standing"]!["users_ever"]!);
        });
        var score = await api.GetAsync($"/v1/accounts/account-00/adoption-score?as_of={Text(asOf)}&expand=features");
        var lines = score["features"]!.AsArray().ToDictionary(line => (string)line!["key"]!, line => ((double)line!["points"]!, (double)line["points_lost"]!));
        Assert.NotEmpty(lines);
        Assert.Contains(lines.Values, line => line.Item1 > 0);
        Assert.All(features, row => Assert.Equal(lines.GetValueOrDefault((string)row["key"]!), ((double)row["points"]!, (double)row["points_lost"]!)));
        Assert.Equal(uses.Select(use => use.User).Distinct().Order(StringComparer.Ordinal), users.Select(row => (string)row["user_id"]!));
        Assert.All(users, row => Assert.Equal(
            uses.Where(use => use.User == (string)row["user_id"]! && use.Day > asOf.AddDays(-28)).Select(use => use.Day).Distinct().Count(), (int)row["active_days_28d"]!));
        Assert.Equal(uses.Select(use => use.Feature).Distinct().Count(), timeline.Count(entry => (string)entry["kind"]! == "first_use"));
        Assert.Equal(timeline.Select(entry => (string)entry["day"]!).OrderDescending(), timeline.Select(entry => (string)entry["day"]!));
    }

    [Fact]
    public async Task Single_people_and_small_groups_are_shown_only_to_keys_that_may_read_users()
    {
        using var api = new ApiReader(portfolio.Collector.Http, portfolio.ReadKey);
        using var users = new ApiReader(portfolio.Collector.Http, await portfolio.Collector.CreateKeyAsync("acme", "read,users:read"));
        var small = Human(portfolio.AsOf).GroupBy(use => use.Account).First(own => own.Select(use => use.User).Distinct().Count() is >= 1 and < 5).Key;

        Assert.Equal(HttpStatusCode.Forbidden, (await api.TryGetAsync("/v1/accounts/account-00/users")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await api.TryGetAsync("/v1/features/feature-0/accounts?role=admin")).Status);
        var (status, problem) = await api.TryGetAsync("/v1/features/feature-0/never-used?of=users");
        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Contains("users:read", (string)problem["detail"]!, StringComparison.Ordinal);
        var hidden = (await api.GetAsync($"/v1/stickiness?account_id={small}"))["groups"]![0]!["points"]![0]!;
        Assert.True((bool)hidden["suppressed"]!);
        Assert.Null(hidden["value"]);
        Assert.Null(hidden["people"]);
        Assert.False((bool)(await users.GetAsync($"/v1/stickiness?account_id={small}"))["groups"]![0]!["points"]![0]!["suppressed"]!);
    }

    [Theory]
    [InlineData("/v1/stickiness?segmnt=x", "segmnt")]
    [InlineData("/v1/stickiness?group_by=name", "group_by")]
    [InlineData("/v1/stickiness?cohort=2026-13", "cohort")]
    [InlineData("/v1/stickiness?size=7", "size")]
    [InlineData("/v1/stickiness?platform=fax", "platform")]
    [InlineData("/v1/stickiness?as_of=2999-01-01", "as_of")]
    [InlineData("/v1/stickiness?as_of=0001-01-01", "as_of")]
    [InlineData("/v1/stickiness?interval=week", "interval")]
    [InlineData("/v1/stickiness?from=1970-01-01&interval=day", "from")]
    [InlineData("/v1/lifecycle?period_days=0", "period_days")]
    [InlineData("/v1/retention?days=x", "days")]
    [InlineData("/v1/retention?kind=bracket&days=9-3", "days")]
    [InlineData("/v1/licence-utilisation?group_by=platform", "group_by")]
    [InlineData("/v1/features/feature-0/adoption?area=reports", "area")]
    [InlineData("/v1/features/feature-0/never-used?since=yesterday", "since")]
    [InlineData("/v1/features/feature-0/never-used?group_by=plan", "group_by")]
    [InlineData("/v1/features/feature-0/accounts?status=loved", "status")]
    [InlineData("/v1/features/feature-0/funnel", "steps")]
    [InlineData("/v1/features/feature-0/funnel?steps=feature-1&window_days=91", "window_days")]
    [InlineData("/v1/features/feature-0/time-to-adopt?moment=soon", "moment")]
    [InlineData("/v1/accounts/account-00/timeline?cursor=!", "cursor")]
    public async Task A_parameter_that_cannot_be_used_is_named(string path, string parameter)
    {
        using var api = new ApiReader(portfolio.Collector.Http, portfolio.ReadKey);

        var (status, problem) = await api.TryGetAsync(path);

        Assert.Equal((HttpStatusCode.BadRequest, parameter), (status, (string?)problem["parameter"]));
    }

    [Theory]
    [InlineData("/v1/features/no-such/adoption")]
    [InlineData("/v1/features/'%20OR%201=1/retention")]
    [InlineData("/v1/features/a%2Fb/funnel?steps=x")]
    [InlineData("/v1/accounts/no-such/features")]
    [InlineData("/v1/accounts/no-such/timeline")]
    public async Task What_nobody_knows_is_not_found(string path)
    {
        using var api = new ApiReader(portfolio.Collector.Http, portfolio.ReadKey);

        Assert.Equal(HttpStatusCode.NotFound, (await api.TryGetAsync(path)).Status);
    }

    [Fact]
    public async Task Another_tenant_sees_nothing_of_it()
    {
        using var other = new ApiReader(portfolio.Collector.Http, await portfolio.Collector.CreateKeyAsync("globex", "read,users:read"));

        Assert.Equal(HttpStatusCode.NotFound, (await other.TryGetAsync("/v1/features/feature-0/adoption")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await other.TryGetAsync("/v1/accounts/account-00/users")).Status);
        Assert.Equal(0, (int)(await other.GetAsync("/v1/stickiness"))["groups"]![0]!["points"]![0]!["people"]!);
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private List<SeededUse> Human(DateOnly asOf) => [.. portfolio.Uses.Where(use => use.Day <= asOf && use.Actor == ActorKind.Human)];

    private List<string> Accounts(DateOnly asOf)
    {
        var seen = portfolio.Uses.Where(use => use.Day <= asOf).Select(use => use.Account);
        return [.. (asOf >= portfolio.AsOf.AddDays(-60) ? seen.Append("only-logs-in") : seen).Distinct().Order(StringComparer.Ordinal)];
    }
}

using CsTelemetry.Adoption.Core;
using CsTelemetry.Adoption.Scoring;
using CsTelemetry.Adoption.Targets;
using CsTelemetry.Adoption.Tests.Building;
using CsTelemetry.Adoption.Tests.Oracle;
using CsTelemetry.Adoption.Usage;

namespace CsTelemetry.Adoption.Tests;

/// <summary>1,200 made-up accounts in 60 portfolios; a failure names the portfolio's seed.</summary>
public sealed class RandomAccountTests
{
    private const int AccountsEach = 20;

    private static readonly DateOnly AsOf = new(2026, 3, 31);

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 60)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_score_error_and_component_agrees_with_the_slow_obvious_way(int seed)
    {
        var accounts = new RandomPortfolio(seed, AsOf).Make(AccountsEach);
        var scores = Score(accounts);
        var slow = new SlowModel(AsOf, [.. scores.Core.Select(feature => feature.Feature)]);
        slow.TakeTargets(accounts);

        AssertTargets(slow, scores.Targets);
        foreach (var account in accounts)
        {
            AssertAgrees(slow, account, scores.Scores.Single(score => score.AccountId == account.Id));
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_lines_sum_to_the_score_and_the_score_stays_in_range(int seed)
    {
        var scored = Score(new RandomPortfolio(seed, AsOf).Make(AccountsEach)).Scores.Where(score => score.State == AdoptionState.Scored).ToArray();

        Assert.NotEmpty(scored);
        Assert.All(scored, ScoreAssert.Balanced);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_order_of_accounts_people_and_features_does_not_move_a_bit(int seed)
    {
        var portfolio = new RandomPortfolio(seed, AsOf);
        var accounts = portfolio.Make(AccountsEach);
        var core = Core(accounts);
        var usage = accounts.Select(account => Summing.Usage(account, AsOf, core)).ToArray();
        var dice = new Random(seed);
        var mixed = usage.Select(account => account with { Users = Mixed(account.Users, dice) }).ToArray();
        dice.Shuffle(mixed);

        var first = PortfolioScorer.Score(usage, AsOf, core);
        var second = PortfolioScorer.Score(mixed, AsOf, core);

        Assert.Equal(first.Targets, second.Targets);
        Assert.Equal(Bits(first), Bits(second));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void One_value_event_more_today_never_lowers_footprint_consistency_breadth_or_intensity(int seed)
    {
        var portfolio = new RandomPortfolio(seed, AsOf);
        var accounts = portfolio.Make(AccountsEach);
        var before = Score(accounts);
        foreach (var account in accounts)
        {
            var more = account with { Events = [.. account.Events, portfolio.Today(account)] };

            var now = AdoptionScorer.Score(Summing.Usage(more, AsOf, before.Core), AsOf, before.Core, before.Targets);

            AssertNotLower(before.Scores.Single(score => score.AccountId == account.Id), now);
        }
    }

    private static void AssertTargets(SlowModel slow, AdoptionTargets targets)
    {
        AssertClose(slow.F, targets.ActiveUsers);
        AssertClose(slow.B, targets.AdoptedCore);
        AssertClose(slow.V75, targets.DecayedEvents);
        AssertClose(slow.Mu, targets.MeanUtilisation);
    }

    private static void AssertAgrees(SlowModel slow, RawAccount account, AdoptionScore score)
    {
        if (slow.Tenure(account) < 30)
        {
            Assert.Equal(AdoptionState.Onboarding, score.State);
            return;
        }

        AssertClose(slow.Score(account, account.Events), score.Score);
        if (score.State == AdoptionState.Scored)
        {
            AssertClose(slow.StandardError(account), score.Confidence!.StandardError);
            var components = slow.Components(account, account.Events);
            Assert.Equal(components.Keys.Order(), score.Components.Select(line => line.Key).Order());
            Assert.All(score.Components, line => AssertClose(components[line.Key], line.X));
        }
    }

    private static void AssertNotLower(AdoptionScore before, AdoptionScore now)
    {
        foreach (var line in before.Components.Where(line => line.Key is "footprint" or "consistency" or "breadth" or "intensity"))
        {
            Assert.True((now.Line(line.Key).X ?? 0) >= (line.X ?? 0), $"{line.Key} of {before.AccountId} fell from {line.X}.");
        }
    }

    private static void AssertClose(double? expected, double? actual)
    {
        Assert.Equal(expected is null, actual is null);
        Assert.Equal(expected ?? 0, actual ?? 0, 1e-9);
    }

    private static PortfolioScores Score(RawAccount[] accounts)
    {
        var core = Core(accounts);
        return PortfolioScorer.Score(accounts.Select(account => Summing.Usage(account, AsOf, core)), AsOf, core);
    }

    private static IReadOnlyList<CoreFeature> Core(RawAccount[] accounts) =>
        CoreFeatureSelection.Select(Summing.Totals(accounts.SelectMany(account => account.Events), AsOf));

    private static UserUsage[] Mixed(IReadOnlyList<UserUsage> users, Random dice)
    {
        var mixed = users.Select(user => user with { CoreFeatures84 = [.. user.CoreFeatures84.Reverse()] }).ToArray();
        dice.Shuffle(mixed);
        return mixed;
    }

    private static string[] Bits(PortfolioScores scores) =>
        [.. scores.Scores.Select(score =>
            $"{score.AccountId} {score.State} {score.Score:R} {score.Confidence?.StandardError:R} {string.Join(' ', score.Components.Select(line => $"{line.Points:R}"))}")];
}

using CsTelemetry.Adoption.Model;
using CsTelemetry.Adoption.Scoring;
using CsTelemetry.Adoption.Segments;
using CsTelemetry.Adoption.Tests.Building;
using CsTelemetry.Adoption.Usage;

namespace CsTelemetry.Adoption.Tests.Segments;

public sealed class SegmentTests
{
    [Theory]
    [InlineData(null, SizeClass.Unknown)]
    [InlineData(0d, SizeClass.Small)]
    [InlineData(5d, SizeClass.Small)]
    [InlineData(6d, SizeClass.Medium)]
    [InlineData(20d, SizeClass.Medium)]
    [InlineData(21d, SizeClass.Large)]
    [InlineData(100d, SizeClass.Large)]
    [InlineData(101d, SizeClass.Huge)]
    public void Seats_decide_the_size_class(double? seats, SizeClass size)
    {
        Assert.Equal(size, SizeClasses.Of(seats, new SegmentRules()));
    }

    [Fact]
    public void Thirty_accounts_of_a_plan_and_size_have_targets_of_their_own()
    {
        var table = Table([.. Group("pro", 3, 30, users: 2), .. Group("pro", 50, 30, users: 6), .. Group("free", 3, 30, users: 1)]);

        Assert.Equal(
            ["*", "free:small+medium+large+huge", "free:unknown", "pro:small", "pro:medium+large+huge", "pro:unknown"], Keys(table));
        Assert.Equal((2, 30), Target(table.For("pro", 3)));
        Assert.Equal((6, 30), Target(table.For("pro", 50)));
        Assert.Equal((1, 30), Target(table.For("free", 4)));
    }

    [Fact]
    public void A_size_class_that_is_too_small_joins_its_neighbours()
    {
        var table = Table([.. Group("pro", 3, 10, users: 1), .. Group("pro", 10, 20, users: 3), .. Group("pro", 50, 29, users: 5)]);

        // Small and medium make 30; the 29 large ones cannot stand alone and join them.
        Assert.Equal(["*", "pro:small+medium+large+huge", "pro:unknown"], Keys(table));
        Assert.Equal(59, table.For("pro", 50).Targets.AccountCount);
    }

    [Fact]
    public void Accounts_of_unknown_size_that_are_too_few_are_measured_against_their_plan()
    {
        var table = Table([.. Group("pro", 3, 28, users: 2), .. Group("pro", null, 2, users: 2)]);

        Assert.Equal(30, table.For("pro", null).Targets.AccountCount);
        Assert.Equal(30, table.For("pro", 3).Targets.AccountCount);
    }

    [Fact]
    public void A_plan_that_is_too_small_and_one_that_nobody_had_are_measured_against_the_tenant()
    {
        var table = Table([.. Group("pro", 3, 29, users: 2), .. Group("free", 3, 31, users: 1)]);

        Assert.Equal("*", table.For("pro", 3).Key);
        Assert.Equal("*", table.For("new", 3).Key);
        Assert.Equal(60, table.For("new", 3).Targets.AccountCount);
    }

    [Fact]
    public void Only_accounts_that_shape_targets_make_a_segment()
    {
        var silent = Group("pro", 3, 9, users: 1).Select(account => account with { AccountId = account.AccountId + "!", Users = [] });

        Assert.Equal("*", Table([.. Group("pro", 3, 29, users: 2), .. silent]).For("pro", 3).Key);
    }

    [Fact]
    public void An_account_is_scored_against_its_own_segment_and_says_so()
    {
        var scores = PortfolioScorer.Score([.. Group("pro", 3, 30, users: 2), .. Group("free", 3, 30, users: 4)], Sample.AsOf, Sample.Core);

        var pro = scores.Scores.First(score => score.Segment.StartsWith("pro:", StringComparison.Ordinal));
        var free = scores.Scores.First(score => score.Segment.StartsWith("free:", StringComparison.Ordinal));
        Assert.Equal(2, scores.Model!.Segments.For("pro", 3).Targets.ActiveUsers);
        Assert.Equal(60, pro.Line("intensity").Fact("V75"));
        Assert.Equal(120, free.Line("intensity").Fact("V75"));
    }

    [Fact]
    public void The_order_of_accounts_moves_no_segment()
    {
        AccountUsage[] accounts = [.. Group("pro", 3, 30, users: 2), .. Group("pro", 50, 31, users: 6), .. Group("", null, 30, users: 3)];
        var mixed = accounts.ToArray();
        new Random(5).Shuffle(mixed);

        Assert.Equal(
            PortfolioScorer.Score(accounts, Sample.AsOf, Sample.Core).Model!.Hash, PortfolioScorer.Score(mixed, Sample.AsOf, Sample.Core).Model!.Hash);
    }

    private static SegmentTable Table(AccountUsage[] accounts) => PortfolioScorer.Score(accounts, Sample.AsOf, Sample.Core).Model!.Segments;

    private static string[] Keys(SegmentTable table) => [.. table.Rows.Select(row => row.Key())];

    private static (double? ActiveUsers, int Accounts) Target(Segment segment) => (segment.Targets.ActiveUsers, segment.Targets.AccountCount);

    private static IEnumerable<AccountUsage> Group(string plan, double? seats, int accounts, int users) =>
        Enumerable.Range(0, accounts).Select(i => Sample.Account([.. Enumerable.Range(0, users).Select(u => Sample.User($"u{u}"))]) with
        {
            AccountId = $"{plan}-{seats}-{i:00}",
            Plan = plan,
            EligibleSeats = seats,
        });
}

using CsTelemetry.Adoption.Changes;
using CsTelemetry.Adoption.Core;
using CsTelemetry.Adoption.Model;
using CsTelemetry.Adoption.Scoring;
using CsTelemetry.Adoption.Tests.Oracle;
using CsTelemetry.Adoption.Usage;
using CsTelemetry.Adoption.Versions;

namespace CsTelemetry.Adoption.Tests.Changes;

/// <summary>Random accounts at random pairs of days, with random seats, plans, entitlements, models and late data; a failure names its seed.</summary>
public sealed class RandomChangeTests
{
    private static readonly DateOnly Last = new(2026, 3, 31);

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 40)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_lines_parts_and_causes_sum_to_the_change_for_any_two_days(int seed)
    {
        var dice = new Random(seed);
        var accounts = new RandomPortfolio(seed, Last).Make(25);
        var (first, second) = (Model(accounts, dice, "1.0.0"), Model(accounts, dice, "2.0.0"));
        var core = first.Core.Concat(second.Core).DistinctBy(feature => feature.Feature).ToArray();
        var told = 0;
        foreach (var account in accounts)
        {
            var change = Change(account, dice, core, dice.Next(3) == 0 ? [first, first] : [first, second]);
            AssertTelescopes(change);
            told += change.Points is null ? 0 : 1;
        }

        Assert.True(told > 0);
    }

    private static ScoreChange Change(RawAccount account, Random dice, CoreFeature[] core, ScoreModel[] models)
    {
        var (from, to) = (Day(account, dice), Day(account, dice));
        var restated = Usage(account, to, core, dice);
        var asStated = restated with { Users = [.. restated.Users.Where(_ => dice.Next(5) > 0)] };
        return ChangeExplainer.Explain(
            new ScoreMoment(Usage(account, from, core, dice), from, models[0]),
            new ScoreMoment(asStated, to, models[1]),
            dice.Next(2) == 0 ? restated : null);
    }

    private static void AssertTelescopes(ScoreChange change)
    {
        Assert.Equal(change.Before.State == AdoptionState.Scored && change.After.State == AdoptionState.Scored, change.Points is not null);
        Assert.NotNull(change.Reasons);
        if (change.Points is not { } points)
        {
            Assert.Empty(change.Lines);
            Assert.Equal(2, change.Reasons.Count);
            return;
        }

        Assert.Equal(change.After.Score!.Value - change.Before.Score!.Value, points);
        Assert.Equal(points, change.Lines.Sum(line => line.Points), 1e-8);
        Assert.All(change.Lines, line => Assert.Equal(line.Points, line.Parts.Sum(part => part.Points), 1e-7));
        Assert.All(change.Lines, line => Assert.Equal(line.Points, line.Causes.Sum(cause => cause.Points), 1e-7));
        Assert.All(change.Lines.SelectMany(line => line.Causes), cause => Assert.EndsWith(".", cause.Reason, StringComparison.Ordinal));
    }

    private static DateOnly Day(RawAccount account, Random dice)
    {
        var tenure = Last.DayNumber - account.FirstDay.DayNumber;
        return Last.AddDays(-dice.Next(Math.Min(tenure, 120) + 1));
    }

    private static AccountUsage Usage(RawAccount account, DateOnly asOf, CoreFeature[] core, Random dice)
    {
        var known = account with { Events = [.. account.Events.Where(raw => raw.Day <= asOf)] };
        return Summing.Usage(known, asOf, core) with
        {
            EligibleSeats = dice.Next(3) == 0 ? null : dice.Next(30),
            Plan = dice.Next(2) == 0 ? "pro" : null,
            EntitledFeatures = dice.Next(2) == 0 ? core.Select(feature => feature.Feature).Where(_ => dice.Next(3) > 0).ToHashSet() : null,
            LastHeartbeat = dice.Next(12) == 0 ? asOf.AddDays(-9) : null,
            Excluded = dice.Next(20) == 0,
        };
    }

    private static ScoreModel Model(RawAccount[] accounts, Random dice, string version)
    {
        var core = Enumerable.Range(0, 9).Where(_ => dice.Next(3) > 0).Select(i => new CoreFeature($"f{i}", 1 + dice.Next(3))).ToArray();
        var reach = .1 + (.2 * dice.NextDouble());
        var numbers = AdoptionModel.V1 with
        {
            Version = version,
            Weights = new(Reach: reach, Breadth: .4 - reach),
            Caps = new(Silence: 10 + dice.Next(20)),
            Segments = new(MinAccounts: 4),
            Curves = dice.Next(2) == 0 ? new() : new(Footprint: new Curve([new(0, .1), new(.6, 1), new(1, .7)])),
        };
        return ScoreModel.Freeze(numbers, accounts.Select(account => Usage(account, Last, core, dice)), Last, core);
    }
}

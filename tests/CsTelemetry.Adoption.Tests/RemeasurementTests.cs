using CsTelemetry.Adoption.Core;
using CsTelemetry.Adoption.Model;
using CsTelemetry.Adoption.Scoring;
using CsTelemetry.Adoption.Tests.Oracle;
using CsTelemetry.Adoption.Usage;
using CsTelemetry.Adoption.Versions;

namespace CsTelemetry.Adoption.Tests;

/// <summary>1,200 made-up accounts that one version measured and another measures again; a failure names the portfolio's seed.</summary>
public sealed class RemeasurementTests
{
    private static readonly DateOnly AsOf = new(2026, 3, 31);
    private static readonly CoreFeature[] Core = [new("f0"), new("f1"), new("f2")];
    private static readonly CoreFeature[] OtherCore = [new("f5", 2), new("f1"), new("nobody-uses-it"), new("f3", .5)];

    private static readonly AdoptionModel Other = AdoptionModel.V1 with
    {
        Version = "2.0.0",
        Shapes = new ComponentShapes(AdoptedUses: 3, AdoptedDays: 3, EarlyReachMonths: 2, MiddleReachMonths: 5, MiddleReach: .65),
    };

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 60)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void What_was_kept_gives_with_the_use_of_other_core_features_the_measures_and_targets_that_all_use_gives(int seed)
    {
        var accounts = new RandomPortfolio(seed, AsOf).Make(20);
        var (before, after) = (Usages(accounts, Core), Usages(accounts, OtherCore));
        var (model, other) = (ScoreModel.Freeze(AdoptionModel.V1, before, AsOf, Core), ScoreModel.Freeze(Other, after, AsOf, OtherCore));
        var remeasurement = new Remeasurement(Other, OtherCore, AsOf);

        var anew = before.Zip(after, (kept, now) => new RecalledAccount(
            kept.AccountId,
            remeasurement.Of(AdoptionScorer.Score(kept, AsOf, model).Measures!, Together(now), now.EntitledFeatures))).ToArray();

        Assert.Equal(after.Select(usage => AdoptionScorer.Score(usage, AsOf, other).Measures), anew.Select(account => account.Measures));
        Assert.Equal(other, ScoreModel.FreezeRecalled(Other, anew, AsOf, OtherCore));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Without_other_core_features_only_what_is_to_be_reached_is_measured_anew(int seed)
    {
        var shapes = Other with { Shapes = new ComponentShapes(EarlyReachMonths: 2, MiddleReachMonths: 5, MiddleReach: .65) };
        var usages = Usages(new RandomPortfolio(seed, AsOf).Make(20), Core);
        var (model, other) = (ScoreModel.Freeze(AdoptionModel.V1, usages, AsOf, Core), ScoreModel.Freeze(shapes, usages, AsOf, Core));

        var anew = usages.Select(usage => new Remeasurement(shapes, Core, AsOf).Of(AdoptionScorer.Score(usage, AsOf, model).Measures!));

        Assert.Equal(usages.Select(usage => AdoptionScorer.Score(usage, AsOf, other).Measures), anew);
    }

    private static AccountUsage[] Usages(IEnumerable<RawAccount> accounts, IReadOnlyList<CoreFeature> core) =>
        [.. accounts.Select(account => Summing.Usage(account, AsOf, core))];

    private static FeatureUse[] Together(AccountUsage usage) =>
    [
        .. usage.Users
            .SelectMany(user => user.CoreFeatures84)
            .GroupBy(use => use.Feature)
            .Select(uses => new FeatureUse(uses.Key, uses.Sum(use => use.Uses84), uses.Aggregate(UInt128.Zero, (days, use) => days | use.Days84))),
    ];
}

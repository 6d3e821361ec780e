using CsTelemetry.Adoption.Bands;
using CsTelemetry.Adoption.Scoring;
using CsTelemetry.Adoption.Targets;
using CsTelemetry.Collector.Api;
using CsTelemetry.Collector.Api.Contracts;
using CsTelemetry.Collector.Querying;
using CsTelemetry.Collector.Scoring;
using CsTelemetry.Collector.Tests.Making;
using ModelConfidenceLevel = CsTelemetry.Adoption.Confidence.ConfidenceLevel;
using ModelScore = CsTelemetry.Adoption.Scoring.AdoptionScore;

namespace CsTelemetry.Collector.Tests.Api;

public sealed class ContractMapTests
{
    private static readonly AdoptionTargets Targets = new(11, 5, 222.5, null, 40);

    [Fact]
    public void Every_state_has_its_contract_of_the_same_name()
    {
        Assert.Equal(Enum.GetNames<AdoptionState>().Order(), Enum.GetNames<AccountState>().Order());
        Assert.All(Enum.GetValues<AdoptionState>(), state => Assert.Equal(state.ToString(), ContractMap.State(state).ToString()));
        Assert.Throws<ArgumentOutOfRangeException>(() => ContractMap.State((AdoptionState)99));
    }

    [Fact]
    public void Every_band_has_its_contract_of_the_same_name()
    {
        Assert.Equal(Enum.GetNames<AdoptionBand>().Order(), Enum.GetNames<HealthBand>().Order());
        Assert.All(Enum.GetValues<AdoptionBand>(), band => Assert.Equal(band.ToString(), ContractMap.Band(band).ToString()));
        Assert.Null(ContractMap.Band(null));
        Assert.Throws<ArgumentOutOfRangeException>(() => ContractMap.Band((AdoptionBand)99));
    }

    [Fact]
    public void Every_level_of_confidence_has_its_contract_of_the_same_name()
    {
        Assert.Equal(Enum.GetNames<ModelConfidenceLevel>().Order(), Enum.GetNames<ConfidenceLevel>().Order());
        Assert.All(
            Enum.GetValues<ModelConfidenceLevel>(),
            level =>
            {
                var score = Scores.Of(60);
                Assert.Equal(level.ToString(), ContractMap.Row(score with { Confidence = score.Confidence! with { Level = level } }).Confidence.ToString());
            });
    }

    [Fact]
    public void A_scored_row_has_its_top_reason() => Assert.Equal(
        new AdoptionScoreRow("acme", AccountState.Scored, 60.25, HealthBand.Watch, 0.8, ConfidenceLevel.Medium, "Momentum costs most.", "1.0.0-auto"),
        ContractMap.Row(Scores.Of(60.25)));

    [Fact]
    public void A_row_without_a_score_has_nothing_but_its_state() => Assert.Equal(
        new AdoptionScoreRow("acme", AccountState.Stale, null, null, null, null, null, "1.0.0-auto"), ContractMap.Row(Scores.Without(AdoptionState.Stale)));

    [Fact]
    public void A_score_keeps_every_number_of_its_explanation()
    {
        var mapped = Map(Scores.Of(60), Targets, "Acme Inc.");

        Assert.Equal(("acme", "Acme Inc.", Sample.Today, Sample.Now), (mapped.AccountId, mapped.Name, mapped.AsOf, mapped.ComputedAt));
        Assert.Equal(("1.0.0-auto", AccountState.Scored, "Momentum costs most.", 60.0), (mapped.ModelVersion, mapped.State, mapped.Reason, mapped.Score));
        Assert.Equal((HealthBand.Watch, 0.8, 12, Sample.Today.AddDays(-1)), (mapped.Band, mapped.Coverage, mapped.TenureDays, mapped.LastHeartbeat));
        Assert.Equal(new ScoreConfidence(ConfidenceLevel.Medium, 55, 65, 5.1), mapped.Confidence);
        Assert.Equal(new ScoreTargets(11, 5, 222.5), mapped.Targets);
        Assert.Equal([new ScoreCap("no_active_users", 40, -3, "Nobody was there.")], mapped.Caps);
    }

    [Fact]
    public void A_component_keeps_its_facts_and_a_missing_one_has_no_value()
    {
        var components = Map(Scores.Of(60), Targets).Components;

        Assert.Equal(
            [("reach", true, 0.25, (double?)0.5, 12.5, 12.5, "Ten of twenty."), ("momentum", false, 0, null, 0, 0, "Too young.")],
            components.Select(line => (line.Key, line.Available, line.Weight, line.X, line.Points, line.PointsLost, line.Reason)));
        Assert.Equal(new Dictionary<string, double> { ["F"] = 20, ["active_users_28d"] = 10 }, components[0].Facts);
        Assert.Empty(components[1].Facts);
    }

    [Fact]
    public void Targets_that_could_not_all_be_measured_are_none() =>
        Assert.Null(Map(Scores.Without(AdoptionState.Onboarding), Targets with { AdoptedCore = null }).Targets);

    [Fact]
    public void Stickiness_is_the_mean_day_over_the_month_and_null_when_nobody_was_active()
    {
        Assert.Equal(new ActiveUsers(1, 2, 4, 0.5), ContractMap.ActiveUsers(new UserWindows(1, 2, 4, 56)));
        Assert.Equal(new ActiveUsers(0, 0, 0, null), ContractMap.ActiveUsers(default));
    }

    private static CsTelemetry.Collector.Api.Contracts.AdoptionScore Map(ModelScore score, AdoptionTargets targets, string? name = null) =>
        ContractMap.Score(score, new Portfolio(new PortfolioScores(Sample.Today, "1.0.0-auto", [], targets, [score]), Sample.Now, Sample.Today.AddDays(-1)), name);
}

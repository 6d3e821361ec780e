using CsTelemetry.Adoption.Bands;
using CsTelemetry.Adoption.Scoring;
using CsTelemetry.ClickHouse.Scores;
using CsTelemetry.Collector.Api;
using CsTelemetry.Collector.Api.Contracts;
using CsTelemetry.Collector.Querying;
using CsTelemetry.Collector.Tests.Making;
using ModelConfidenceLevel = CsTelemetry.Adoption.Confidence.ConfidenceLevel;

namespace CsTelemetry.Collector.Tests.Api;

public sealed class ContractMapTests
{
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
    public void Every_level_of_confidence_and_every_kind_of_row_has_its_contract_of_the_same_name()
    {
        Assert.Equal(Enum.GetNames<ModelConfidenceLevel>().Order(), Enum.GetNames<ConfidenceLevel>().Order());
        Assert.All(Enum.GetValues<ModelConfidenceLevel>(), level => Assert.Equal(level.ToString(), ContractMap.Level(level).ToString()));
        Assert.Null(ContractMap.Level(null));
        Assert.Equal(Enum.GetNames<ScoreRowKind>().Order(), Enum.GetNames<ScoreStatus>().Order());
        Assert.All(Enum.GetValues<ScoreRowKind>(), kind => Assert.Equal(kind.ToString(), ContractMap.Status(kind).ToString()));
    }

    [Fact]
    public void A_scored_row_says_the_same_under_both_names_and_its_reason_when_it_is_sent()
    {
        var portfolio = Scores.Portfolio;
        var scored = portfolio.Find("account-7")!;

        var row = ContractMap.Row(scored, portfolio, null);
        var sent = ContractMap.WithReason(row, portfolio);

        Assert.Equal((scored.Score, scored.Score, row.Band, row.Confidence), (row.Score, row.AdoptionScore, row.AdoptionScoreBand, row.AdoptionScoreConfidence));
        Assert.Equal(("pro", ScoreStatus.Frozen, Sample.Now, "1.0.0-auto"), (row.Plan, row.Status, row.UpdatedAt, row.ModelVersion));
        Assert.Equal((Sample.Today, "/accounts/account-7"), (row.AdoptionScoreAsOf, row.AdoptionScoreUrl));
        Assert.Null(row.TopReason);
        Assert.Equal(portfolio.Explain(scored).Reason, sent.TopReason);
        Assert.Equal(sent.TopReason, sent.AdoptionScoreTopReason);
    }

    [Fact]
    public void The_trend_is_the_change_since_the_score_of_28_days_before_and_null_without_one()
    {
        var portfolio = Scores.Portfolio;
        var now = portfolio.Find("account-7")! with { Score = 60 };

        Assert.Equal(60 - portfolio.Find("account-7")!.Score!.Value, ContractMap.Row(now, portfolio, portfolio).AdoptionScoreTrend28d!.Value, 12);
        Assert.Null(ContractMap.Row(now with { AccountId = "unknown" }, portfolio, portfolio).AdoptionScoreTrend28d);
        Assert.Null(ContractMap.Row(now, portfolio, null).AdoptionScoreTrend28d);
    }

    [Theory]
    [InlineData("new", "Onboarding")]
    [InlineData("internal", "Excluded")]
    [InlineData("quiet", "Stale")]
    public void A_row_without_a_score_has_nothing_but_its_state(string account, string state)
    {
        var row = ContractMap.WithReason(ContractMap.Row(Scores.Portfolio.Find(account)!, Scores.Portfolio, Scores.Portfolio), Scores.Portfolio);

        Assert.Equal(state, row.State.ToString());
        Assert.Null(row.Score);
        Assert.Null(row.AdoptionScore);
        Assert.Null(row.Band);
        Assert.Null(row.Confidence);
        Assert.Null(row.TopReason);
        Assert.Null(row.AdoptionScoreTrend28d);
    }

    [Fact]
    public void A_score_keeps_every_number_of_its_explanation()
    {
        var (portfolio, row) = (Scores.Portfolio, Scores.Portfolio.Find("account-7")!);
        var score = portfolio.Explain(row);

        var mapped = ContractMap.Score(row, portfolio, "Acme Inc.");

        Assert.Equal(("account-7", "Acme Inc.", Sample.Today, Sample.Now), (mapped.AccountId, mapped.Name, mapped.AsOf, mapped.ComputedAt));
        Assert.Equal((row.Score, score.Reason, 301, Sample.Today.AddDays(-1)), (mapped.Score, mapped.Reason, mapped.TenureDays, mapped.LastHeartbeat));
        Assert.Equal(score.Components.Select(line => (line.Key, line.Weight, line.X, line.Points, line.Reason)), mapped.Components.Select(line => (line.Key, line.Weight, line.X, line.Points, line.Reason)));
        Assert.Equal(score.Components[0].Facts.ToDictionary(fact => fact.Name, fact => fact.Value), mapped.Components[0].Facts);
        Assert.Equal(mapped.Score!.Value, mapped.Components.Sum(line => line.Points) + mapped.Caps.Sum(line => line.Points), 9);
        Assert.Equal((score.Confidence!.Low, score.Confidence.High), (mapped.Confidence!.Low, mapped.Confidence.High));
        Assert.Equal(portfolio.Model.Segments.Tenant.Targets.ActiveUsers, mapped.Targets!.ActiveUsers);
        Assert.Equal((3, Sample.Today.AddDays(-297)), (mapped.DaysToFirstValue, mapped.FirstUse));
    }

    [Fact]
    public void Stickiness_is_the_mean_day_over_the_month_and_null_when_nobody_was_active()
    {
        Assert.Equal(new ActiveUsers(1, 2, 4, 0.5), ContractMap.ActiveUsers(new UserWindows(1, 2, 4, 56)));
        Assert.Equal(new ActiveUsers(0, 0, 0, null), ContractMap.ActiveUsers(default));
    }
}

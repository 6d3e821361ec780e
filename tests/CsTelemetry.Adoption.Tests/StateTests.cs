using CsTelemetry.Adoption.Scoring;
using CsTelemetry.Adoption.Tests.Building;
using CsTelemetry.Adoption.Usage;

namespace CsTelemetry.Adoption.Tests;

public sealed class StateTests
{
    [Fact]
    public void An_account_is_onboarding_for_29_days_and_scored_on_the_30th()
    {
        AssertBlank(Sample.Account() with { FirstDay = Sample.AsOf.AddDays(-28) }, AdoptionState.Onboarding);

        var score = Sample.Score(Sample.Account() with { FirstDay = Sample.AsOf.AddDays(-29) });
        Assert.Equal((AdoptionState.Scored, 30), (score.State, score.TenureDays));
    }

    [Fact]
    public void An_account_is_stale_seven_days_after_its_last_heartbeat()
    {
        AssertBlank(Sample.Account() with { LastHeartbeat = Sample.AsOf.AddDays(-7) }, AdoptionState.Stale);
        Assert.Equal(AdoptionState.Scored, Sample.Score(Sample.Account() with { LastHeartbeat = Sample.AsOf.AddDays(-6) }).State);
    }

    [Fact]
    public void Without_heartbeat_tracking_nothing_is_stale()
    {
        Assert.Equal(AdoptionState.Scored, Sample.Score(Sample.Account() with { LastHeartbeat = null }).State);
    }

    [Fact]
    public void A_young_account_whose_meter_is_silent_is_stale_first()
    {
        AssertBlank(
            Sample.Account() with { FirstDay = Sample.AsOf.AddDays(-10), LastHeartbeat = Sample.AsOf.AddDays(-8) },
            AdoptionState.Stale);
    }

    [Fact]
    public void An_excluded_account_is_excluded_whatever_else_it_is()
    {
        AssertBlank(Sample.Account() with { Excluded = true, LastHeartbeat = Sample.AsOf.AddDays(-90) }, AdoptionState.Excluded);
    }

    [Fact]
    public void A_score_with_measured_targets_is_auto_and_with_frozen_ones_is_not()
    {
        Assert.Equal("1.0.0-auto", Sample.Score(Sample.Account()).ModelVersion);
        Assert.Equal("1.0.0", Sample.Score(Sample.Account(), Sample.Targets with { Frozen = true }).ModelVersion);
    }

    private static void AssertBlank(AccountUsage account, AdoptionState state)
    {
        var score = Sample.Score(account);

        Assert.Equal(state, score.State);
        Assert.Null(score.Score);
        Assert.Null(score.Band);
        Assert.Null(score.Confidence);
        Assert.Empty(score.Components);
        Assert.NotEmpty(score.Reason);
    }
}

using CsTelemetry.Collector.Administering.Retaining;
using CsTelemetry.Collector.Tests.Making;

namespace CsTelemetry.Collector.Tests.Administering;

/// <summary>Checks how long what is kept, and from when on raw events are whole.</summary>
public sealed class RetentionTests
{
    [Fact]
    public void The_defaults_are_sound() => Assert.Empty(new RetentionOptions().Faults());

    [Fact]
    public void Unasked_no_event_expires_however_old_it_is() =>
        Assert.Equal((0, 0), (new RetentionOptions().EventsDays, new RetentionOptions().UsageDailyDays));

    [Fact]
    public void All_faults_are_told_together()
    {
        var options = new RetentionOptions { EventsDays = 61, UsageDailyDays = 36_501, AttributesDays = 365, QuarantineDays = -1, ErasuresDays = 61 };

        Assert.Equal(5, options.Faults().Count());
    }

    [Theory]
    [InlineData(0, 1827)]
    [InlineData(400, 399)]
    public void The_rollup_is_kept_at_least_as_long_as_what_it_sums_up(int events, int rollup) =>
        Assert.Contains("at least as long", Assert.Single(new RetentionOptions { EventsDays = events, UsageDailyDays = rollup }.Faults()), StringComparison.Ordinal);

    [Theory]
    [InlineData(202604, false)]
    [InlineData(202605, true)]
    public void A_month_is_whole_when_its_first_day_cannot_have_expired(int month, bool isWhole)
    {
        var clock = new ManualTimeProvider();
        clock.SetTo(new DateTimeOffset(2026, 6, 30, 23, 0, 0, TimeSpan.Zero));
        var horizon = new RawHorizon(new RetentionOptions { EventsDays = 62 }, clock);

        Assert.Equal(new DateOnly(2026, 5, 1), horizon.FirstWholeDay);
        Assert.Equal(isWhole, horizon.IsWhole(month));
    }
}

using CsTelemetry.Collector.Events;
using CsTelemetry.Collector.Tests.Making;
using CsTelemetry.Collector.Validating;

namespace CsTelemetry.Collector.Tests.Validating;

public sealed class EventValidatorTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    [Theory]
    [InlineData(0)]
    [InlineData(12)]
    [InlineData(200)]
    [InlineData(255)]
    public void A_kind_that_the_contract_does_not_have_is_unknown(int kind) =>
        AssertRejected(RejectionCode.UnknownKind, "kind", Sample.Use() with { Kind = (EventKind)kind });

    [Fact]
    public void An_event_without_a_sequence_lacks_a_field() =>
        AssertRejected(RejectionCode.MissingField, "sequence", Sample.Use() with { Sequence = 0 });

    [Fact]
    public void The_highest_sequence_is_accepted() => AssertAccepted(Sample.Use() with { Sequence = ulong.MaxValue });

    [Fact]
    public void An_event_of_35_days_is_accepted() => AssertAccepted(At(Sample.Now.AddDays(-35)));

    [Fact]
    public void An_event_older_than_35_days_is_too_late() => AssertRejected(RejectionCode.TooLate, "occurred_at", At(Sample.Now.AddDays(-35) - Tick));

    [Fact]
    public void Ten_minutes_ahead_is_accepted() => AssertAccepted(At(Sample.Now.AddMinutes(10)));

    [Fact]
    public void More_than_ten_minutes_ahead_is_too_early() => AssertRejected(RejectionCode.TooEarly, "occurred_at", At(Sample.Now.AddMinutes(10) + Tick));

    [Fact]
    public void A_backfill_may_go_back_to_the_year_2000() => AssertAccepted(At(EventLimits.Earliest), backfill: true);

    [Fact]
    public void A_backfill_goes_back_no_further() => AssertRejected(RejectionCode.TooLate, "occurred_at", At(EventLimits.Earliest - Tick), backfill: true);

    [Fact]
    public void A_backfill_may_be_no_further_ahead() => AssertRejected(RejectionCode.TooEarly, "occurred_at", At(Sample.Now.AddMinutes(10) + Tick), backfill: true);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_ends_of_the_calendar_are_judged_not_thrown_at(bool backfill)
    {
        AssertRejected(RejectionCode.TooLate, "occurred_at", At(DateTimeOffset.MinValue), backfill);
        AssertRejected(RejectionCode.TooEarly, "occurred_at", At(DateTimeOffset.MaxValue), backfill);
    }

    [Theory]
    [InlineData(6)]
    [InlineData(255)]
    public void A_platform_that_the_contract_does_not_have_is_invalid(int platform) =>
        AssertRejected(RejectionCode.InvalidValue, "platform", Sample.Use() with { Platform = (Platform)platform });

    [Theory]
    [InlineData(4)]
    [InlineData(255)]
    public void An_actor_that_the_contract_does_not_have_is_invalid(int actor) =>
        AssertRejected(RejectionCode.InvalidValue, "actor_kind", Sample.Use() with { ActorKind = (ActorKind)actor });

    [Fact]
    public void The_largest_numbers_are_accepted() => AssertAccepted(Sample.Use() with
    {
        Quantity = EventLimits.MaxQuantity,
        DurationMilliseconds = EventLimits.MaxDurationMilliseconds,
        Value = double.MaxValue,
    });

    [Fact]
    public void A_larger_quantity_is_too_large() =>
        AssertRejected(RejectionCode.TooLarge, "quantity", Sample.Use() with { Quantity = EventLimits.MaxQuantity + 1 });

    [Fact]
    public void A_longer_duration_is_too_large() =>
        AssertRejected(RejectionCode.TooLarge, "duration_ms", Sample.Use() with { DurationMilliseconds = EventLimits.MaxDurationMilliseconds + 1 });

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void A_value_that_is_not_finite_is_invalid(double value) =>
        AssertRejected(RejectionCode.InvalidValue, "value", Sample.Use() with { Value = value });

    private static UsageEvent At(DateTimeOffset occurredAt) => Sample.Use() with { OccurredAt = occurredAt };

    private static void AssertAccepted(UsageEvent candidate, bool backfill = false) =>
        Assert.Null(Judging.Fault(candidate, Sample.Now, backfill));

    private static void AssertRejected(RejectionCode code, string field, UsageEvent candidate, bool backfill = false)
    {
        var fault = Judging.Fault(candidate, Sample.Now, backfill);

        Assert.Equal(code, fault?.Code);
        Assert.StartsWith(field, fault!.Value.Message, StringComparison.Ordinal);
    }
}

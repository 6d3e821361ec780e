using CsTelemetry.Collector.Events;
using CsTelemetry.Collector.Journal;
using CsTelemetry.Collector.Storing;
using CsTelemetry.Collector.Tests.Making;

namespace CsTelemetry.Collector.Tests.Validating;

/// <summary>A client's clock is off; what it says is put right by when it says that it sent the batch.</summary>
public sealed class ClockSkewTests
{
    [Theory]
    [InlineData(-365 * 24 * 60)]
    [InlineData(-61)]
    [InlineData(-2)]
    [InlineData(2)]
    [InlineData(90)]
    [InlineData(50 * 365 * 24 * 60)]
    public void An_event_gets_the_time_it_would_have_by_the_collectors_clock(int minutesOff)
    {
        var off = TimeSpan.FromMinutes(minutesOff);
        var happened = Sample.Now.AddHours(-3);

        Assert.Equal(happened, StoredTime(happened + off, sentAt: Sample.Now + off));
    }

    [Theory]
    [InlineData(-60)]
    [InlineData(0)]
    [InlineData(60)]
    public void Up_to_a_minute_may_be_the_network_and_nothing_is_corrected(int secondsOff) =>
        Assert.Equal(Sample.Now.AddHours(-3), StoredTime(Sample.Now.AddHours(-3), sentAt: Sample.Now.AddSeconds(secondsOff)));

    [Fact]
    public void Who_does_not_say_when_it_was_sent_is_taken_at_its_word() =>
        Assert.Equal(RejectionCode.TooEarly, Assert.Single(Judging.Validate(Sample.Received(At(Sample.Now.AddHours(2))), TimeZoneInfo.Utc, backfill: false).Rejections).Code);

    [Fact]
    public void What_happened_after_it_was_sent_by_a_clock_that_is_off_cannot_be_corrected()
    {
        var rejection = Assert.Single(Judging.Validate(
            Sample.Received(At(Sample.Now.AddHours(-4))), TimeZoneInfo.Utc, backfill: false, sentAt: Sample.Now.AddHours(-5).ToUnixTimeMilliseconds()).Rejections);

        Assert.Equal(RejectionCode.ClockSkewed, rejection.Code);
        Assert.Contains("which is -05:00:00 off", rejection.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_old_event_of_a_clock_that_is_ahead_is_as_old_as_it_is() =>
        Assert.Equal(RejectionCode.TooLate, Assert.Single(Judging.Validate(
            Sample.Received(At(Sample.Now.AddDays(-20))), TimeZoneInfo.Utc, backfill: false, sentAt: Sample.Now.AddDays(20).ToUnixTimeMilliseconds()).Rejections).Code);

    [Theory]
    [InlineData(long.MinValue)]
    [InlineData(long.MaxValue)]
    public void A_time_of_sending_that_no_calendar_has_corrects_nothing(long sentAt) =>
        Assert.Empty(Judging.Validate(Sample.Received(Sample.Use()), TimeZoneInfo.Utc, backfill: false, sentAt: sentAt).Rejections);

    private static UsageEvent At(DateTimeOffset occurredAt) => Sample.Use() with { OccurredAt = occurredAt };

    /// <summary>Sends one event through judgement and into the columns of a block.</summary>
    private static DateTimeOffset StoredTime(DateTimeOffset occurredAt, DateTimeOffset sentAt)
    {
        var columns = new EventColumns();
        columns.Add(BatchRecord.Read(Judging.Record(Sample.Received(At(occurredAt)), TimeZoneInfo.Utc, sentAt: sentAt.ToUnixTimeMilliseconds())));
        Assert.Equal(1, columns.Count);
        return DateTimeOffset.FromUnixTimeMilliseconds(columns.OccurredAt[0]);
    }
}

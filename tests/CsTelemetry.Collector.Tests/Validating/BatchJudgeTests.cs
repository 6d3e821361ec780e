using CsTelemetry.Collector.Tests.Making;

namespace CsTelemetry.Collector.Tests.Validating;

public sealed class BatchJudgeTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_bad_event_never_costs_a_good_one_its_place(int seed)
    {
        var random = new Random(seed);
        var events = Sample.Uses(500);
        var bad = Enumerable.Range(0, events.Length).Where(_ => random.Next(3) == 0).ToList();
        bad.ForEach(i => events[i] = Bend(events[i], random));

        var validated = Judging.Validate(Sample.Received(events), TimeZoneInfo.Utc, backfill: false);

        Assert.Equal(bad, validated.Rejections.Select(rejection => rejection.Index));
        Assert.Equal(events.Where((_, i) => !bad.Contains(i)).Select(good => good.Sequence), validated.Events.Select(good => good.Sequence));
    }

    [Fact]
    public void A_batch_of_bad_events_only_is_all_rejections()
    {
        var events = Sample.Uses(3).Select(plain => plain with { AccountId = "" }).ToArray();

        var validated = Judging.Validate(Sample.Received(events), TimeZoneInfo.Utc, backfill: false);

        Assert.Empty(validated.Events);
        Assert.Equal([0, 1, 2], validated.Rejections.Select(rejection => rejection.Index));
    }

    [Fact]
    public void What_names_the_batch_stays_as_it_is()
    {
        var received = Sample.Received(Sample.Use());

        var validated = Judging.Validate(received, TimeZoneInfo.Utc, backfill: false);

        Assert.Equal((received.Identity, received.Source, received.ReceivedAt), (validated.Identity, validated.Source, validated.ReceivedAt));
    }

    [Fact]
    public void Only_backfill_lets_old_events_in()
    {
        var old = Sample.Received(Sample.Use() with { OccurredAt = Sample.Now.AddYears(-3) });

        Assert.Empty(Judging.Validate(old, TimeZoneInfo.Utc, backfill: false).Events);
        Assert.Single(Judging.Validate(old, TimeZoneInfo.Utc, backfill: true).Events);
    }

    [Theory]
    [InlineData("UTC", "2026-03-08T23:59:59.999Z", "2026-03-08")]
    [InlineData("UTC", "2026-03-09T00:00:00Z", "2026-03-09")]
    // New York goes from -5 to -4 on 8 March: that day has 23 hours.
    [InlineData("America/New_York", "2026-03-08T04:59:59.999Z", "2026-03-07")]
    [InlineData("America/New_York", "2026-03-08T05:00:00Z", "2026-03-08")]
    [InlineData("America/New_York", "2026-03-09T03:59:59.999Z", "2026-03-08")]
    [InlineData("America/New_York", "2026-03-09T04:00:00Z", "2026-03-09")]
    // Zurich goes from +2 to +1 on 25 October: that day has 25 hours.
    [InlineData("Europe/Zurich", "2025-10-25T22:00:00Z", "2025-10-26")]
    [InlineData("Europe/Zurich", "2025-10-26T22:59:59.999Z", "2025-10-26")]
    [InlineData("Europe/Zurich", "2025-10-26T23:00:00Z", "2025-10-27")]
    [InlineData("Asia/Kathmandu", "2026-03-08T18:14:59.999Z", "2026-03-08")]
    [InlineData("Asia/Kathmandu", "2026-03-08T18:15:00Z", "2026-03-09")]
    [InlineData("Pacific/Kiritimati", "2026-03-08T10:00:00Z", "2026-03-09")]
    [InlineData("Pacific/Kiritimati", "2026-03-08T09:59:59.999Z", "2026-03-08")]
    [InlineData("Pacific/Honolulu", "2000-01-01T00:00:00Z", "1999-12-31")]
    public void The_day_is_the_one_in_the_time_zone(string zone, string moment, string day)
    {
        var candidate = Sample.Use() with { OccurredAt = DateTimeOffset.Parse(moment), Day = default };

        var validated = Judging.Validate(Sample.Received(candidate), TimeZoneInfo.FindSystemTimeZoneById(zone), backfill: true);

        Assert.Equal(DateOnly.Parse(day), Assert.Single(validated.Events).Day);
    }

    [Fact]
    public void How_the_moment_was_written_does_not_move_the_day()
    {
        var moment = new DateTimeOffset(2026, 6, 14, 23, 30, 0, TimeSpan.Zero);
        var events = new[] { Sample.Use() with { OccurredAt = moment }, Sample.Use(2) with { OccurredAt = moment.ToOffset(TimeSpan.FromHours(9)) } };

        var validated = Judging.Validate(Sample.Received(events), TimeZoneInfo.Utc, backfill: false);

        Assert.All(validated.Events, accepted => Assert.Equal(new DateOnly(2026, 6, 14), accepted.Day));
    }

    private static UsageEvent Bend(UsageEvent plain, Random random) => random.Next(6) switch
    {
        0 => plain with { Kind = 0 },
        1 => plain with { UserId = "" },
        2 => plain with { AccountId = Sample.Utf8(300) },
        3 => plain with { Value = double.NaN },
        4 => plain with { OccurredAt = Sample.Now.AddDays(-36) },
        _ => plain with { OccurredAt = Sample.Now.AddHours(1) },
    };
}

using CsTelemetry.Adoption.Confidence;
using CsTelemetry.Adoption.Tests.Building;
using CsTelemetry.Adoption.Usage;

namespace CsTelemetry.Adoption.Tests;

public sealed class ConfidenceTests
{
    [Fact]
    public void The_standard_error_is_the_jackknifes()
    {
        // Mean 12, squares 4 + 0 + 4, times 2/3.
        Assert.Equal(Math.Sqrt(16d / 3), Jackknife.StandardErrorOf([10, 12, 14]), 1e-12);
    }

    [Fact]
    public void One_person_gives_no_interval_and_low_confidence()
    {
        var confidence = Sample.Score(Sample.Account(Sample.User("ann"))).Confidence!;

        Assert.Equal((ConfidenceLevel.Low, (double?)null, (double?)null), (confidence.Level, confidence.StandardError, confidence.Low));
    }

    [Fact]
    public void A_person_without_use_in_any_window_changes_nothing()
    {
        var listed = Sample.Score(Sample.Account(Sample.User("ann"), Sample.User("bob"), Sample.SilentUser("cem")));
        var left = Sample.Score(Sample.Account(Sample.User("ann"), Sample.User("bob")));

        Assert.Equal(left.Confidence, listed.Confidence);
        Assert.Null(Sample.Score(Sample.Account(Sample.User("ann"), Sample.SilentUser("cem"))).Confidence!.StandardError);
    }

    [Fact]
    public void Many_alike_people_with_known_seats_give_high_confidence()
    {
        var confidence = Sample.Score(Crowd(60) with { EligibleSeats = 60 }).Confidence!;

        Assert.Equal(ConfidenceLevel.High, confidence.Level);
        Assert.Equal(confidence.HalfWidth!.Value, 1.28 * confidence.StandardError!.Value, 1e-12);
    }

    [Fact]
    public void Unknown_seats_allow_medium_at_most()
    {
        var confidence = Sample.Score(Crowd(60)).Confidence!;

        Assert.True(confidence.HalfWidth < 5);
        Assert.Equal(ConfidenceLevel.Medium, confidence.Level);
    }

    [Fact]
    public void A_coverage_below_90_percent_allows_medium_at_most()
    {
        var account = Crowd(60) with { EligibleSeats = 60 };

        Assert.Equal(ConfidenceLevel.Medium, Sample.Score(account, Sample.Targets with { DecayedEvents = null }).Confidence!.Level);
    }

    [Fact]
    public void An_account_that_one_of_two_people_carries_has_low_confidence_and_an_interval_inside_0_to_100()
    {
        var confidence = Sample.Score(Sample.Account(Sample.User("ann"), Sample.SilentUser("bob") with { DecayedEvents = .1 })).Confidence!;

        Assert.Equal(ConfidenceLevel.Low, confidence.Level);
        Assert.True(confidence.HalfWidth > 10);
        Assert.InRange(confidence.Low!.Value, 0, 100);
        Assert.InRange(confidence.High!.Value, 0, 100);
    }

    [Fact]
    public void Up_to_200_people_each_is_left_out_alone()
    {
        var people = HeavyEveryTwentieth(200);
        var targets = Sample.Targets with { DecayedEvents = 1000 };

        var score = Sample.Score(Sample.Account(people), targets);
        var withoutHeavy = Sample.Score(Sample.Account(people[1..]), targets).Score!.Value;
        var withoutLight = Sample.Score(Sample.Account(people[..^1]), targets).Score!.Value;

        // Ten of the 200 scores differ from the others: Σ (θ − θ̄)² = 200 · .05 · .95 · difference².
        var expected = Math.Sqrt(199d / 200 * 200 * .05 * .95) * (withoutLight - withoutHeavy);
        Assert.Equal(expected, score.Confidence!.StandardError!.Value, 1e-9);
    }

    [Fact]
    public void Above_200_people_groups_of_the_ordinal_order_are_left_out()
    {
        var people = HeavyEveryTwentieth(201);
        var shuffled = people.OrderBy(person => person.DecayedEvents).ThenByDescending(person => person.UserId, StringComparer.Ordinal).ToArray();
        var targets = Sample.Targets with { DecayedEvents = 1000 };

        // All who weigh something are in one group of twenty, so the error is that of twenty values of which one differs.
        var score = Sample.Score(Sample.Account(people), targets);
        var without = Sample.Score(Sample.Account([.. people.Where((_, i) => i % 20 != 0)]), targets);
        var other = Sample.Score(Sample.Account([.. people.Where((_, i) => i % 20 != 1)]), targets);
        var expected = (other.Score!.Value - without.Score!.Value) * 19 / 20;

        Assert.Equal(expected, score.Confidence!.StandardError!.Value, .001);
        Assert.Equal(score.Confidence, Sample.Score(Sample.Account(shuffled), targets).Confidence);
    }

    private static UserUsage[] HeavyEveryTwentieth(int people) =>
        [.. Enumerable.Range(0, people).Select(i => Sample.User($"u{i:000}") with { DecayedEvents = i % 20 == 0 ? 5 : .01 })];

    private static AccountUsage Crowd(int people) =>
        Sample.Account([.. Enumerable.Range(0, people).Select(i => Sample.User($"u{i:000}"))]);
}

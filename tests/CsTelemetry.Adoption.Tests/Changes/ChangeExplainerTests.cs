using CsTelemetry.Adoption.Changes;
using CsTelemetry.Adoption.Knowledge;
using CsTelemetry.Adoption.Model;
using CsTelemetry.Adoption.Scoring;
using CsTelemetry.Adoption.Tests.Building;
using CsTelemetry.Adoption.Usage;

namespace CsTelemetry.Adoption.Tests.Changes;

public sealed class ChangeExplainerTests
{
    private static readonly DateOnly Before = Acme.AsOf.AddDays(-28);

    [Fact]
    public void Seats_added_are_a_change_of_denominators_with_their_day()
    {
        var account = new CustomerAccount("acme")
        {
            Seats = new Dictionary<string, Timeline<double>>
            {
                [""] = Timelines.Of([new Interval<double>(null, new DateOnly(2026, 6, 12), 20), new Interval<double>(new DateOnly(2026, 6, 12), null, 24)]),
            },
        };

        var change = ChangeExplainer.Explain(At(Before, Acme.Account(8)), At(Acme.AsOf, Acme.Account(8) with { EligibleSeats = 24 }), account: account);

        // p̂ falls from 16.48/24 to 16.48/28 of .80: 20 points of reach times the difference.
        Assert.Equal(20 * 16.48 * ((1 / 28d) - (1 / 24d)) / .8, change.Points!.Value, 1e-9);
        Assert.Equal([0, change.Points.Value, 0, 0], change.Lines.Select(line => Math.Round(line.Points, 9)), (a, b) => Math.Abs(a - b) < 1e-9);
        Assert.Equal("reach", Assert.Single(change.Lines[1].Parts).Key);
        Assert.Equal(["4 seats added on 12 Jun explain 2.5 of the 2.5-point fall."], change.Reasons);
    }

    [Fact]
    public void Thirteen_of_a_hundred_licences_and_then_sixty_move_reach_and_score_by_exactly_the_explained_points()
    {
        var (few, many) = (Licences(13), Licences(60));

        var change = ChangeExplainer.Explain(At(Before, few with { FirstDay = few.FirstDay.AddDays(-28) }), At(Acme.AsOf, many with { FirstDay = few.FirstDay.AddDays(-28) }));

        var reach = change.Lines[0].Parts.Single(part => part.Key == "reach");
        Assert.Equal((3.72, 15.02), (Math.Round(change.Before.Line("reach").Points, 2), Math.Round(change.After.Line("reach").Points, 2)));
        Assert.Equal(change.After.Line("reach").Points - change.Before.Line("reach").Points, reach.Points, 1e-9);
        Assert.Equal(change.After.Score!.Value - change.Before.Score!.Value, change.Lines[0].Points, 1e-9);
        Assert.Equal(change.Lines[0].Points, change.Lines[0].Parts.Sum(part => part.Points), 1e-9);
        Assert.All(change.Lines.Skip(1), line => Assert.Equal(0, line.Points, 1e-9));
        Assert.Contains(change.Reasons, reason => reason.StartsWith("60 people active in 28 days instead of 13 explain 11.3 of the ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_smaller_plan_a_new_model_and_late_data_have_lines_of_their_own()
    {
        var to = Acme.Account(5) with { EntitledFeatures = Acme.Core.Take(5).Select(feature => feature.Feature).ToHashSet(), Plan = "small" };
        var late = to with { Users = [to.Users[0] with { DecayedEvents = 300 }, .. to.Users.Skip(1)] };
        var newer = Acme.ModelOf(AdoptionModel.V1 with { Version = "1.1.0", Weights = new(Reach: .15, Intensity: .25) });
        var from = At(Before, Acme.Account(5) with { EntitledFeatures = Acme.Core.Select(feature => feature.Feature).ToHashSet(), Plan = "large", FirstDay = to.FirstDay.AddDays(-28) });

        var change = ChangeExplainer.Explain(from, new ScoreMoment(to with { FirstDay = to.FirstDay.AddDays(-28) }, Acme.AsOf, newer), late);

        Assert.Equal(["behaviour", "denominators", "configuration", "restatement"], change.Lines.Select(line => line.Key));
        Assert.Equal(88.9639 - 80.0750, change.Lines[1].Points, .001);
        Assert.Equal("entitlements", Assert.Single(change.Lines[1].Causes).Key);
        Assert.Equal("model", Assert.Single(change.Lines[2].Causes).Key);
        Assert.Equal("intensity", Assert.Single(change.Lines[3].Causes).Key);
        Assert.Contains(change.Reasons, reason => reason.StartsWith("The ended entitlement to f5, f6 and 3 more core features between 2 Jun and 30 Jun ", StringComparison.Ordinal));
        Assert.Contains(change.Reasons, reason => reason.StartsWith("Model 1.1.0 instead of 1.0.0 ", StringComparison.Ordinal));
        Assert.Contains(change.Reasons, reason => reason.StartsWith("Late data (", StringComparison.Ordinal));
    }

    [Fact]
    public void A_target_that_age_raises_is_no_change_of_behaviour()
    {
        var day = new DateOnly(2026, 3, 1);
        var account = Acme.Account(8) with { FirstDay = new DateOnly(2025, 9, 2) };

        var change = ChangeExplainer.Explain(At(day, account), At(day.AddDays(1), account));

        Assert.Equal(0, change.Lines[0].Points, 1e-9);
        Assert.Equal("tenure", Assert.Single(change.Lines[1].Causes).Key);
        Assert.True(change.Points < 0);
    }

    [Fact]
    public void Without_a_score_at_either_day_there_is_no_number_and_the_reason_says_why()
    {
        var change = ChangeExplainer.Explain(
            At(Acme.AsOf, Acme.Account(8) with { FirstDay = Acme.AsOf.AddDays(-19) }), At(Acme.AsOf.AddDays(28), Acme.Account(8) with { FirstDay = Acme.AsOf.AddDays(-19) }));

        Assert.Null(change.Points);
        Assert.Empty(change.Lines);
        Assert.Equal(AdoptionState.Onboarding, change.Before.State);
        Assert.Equal(
            "On 30 Jun 2026 there was no score, so the change has no number. The account is 20 days old; scores begin at 30 days.", change.Reasons[0]);
        Assert.StartsWith("On 28 Jul 2026 the score was ", change.Reasons[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Two_accounts_cannot_be_compared()
    {
        Assert.Throws<ArgumentException>(() => ChangeExplainer.Explain(At(Before, Acme.Account(8)), At(Acme.AsOf, Acme.Account(8) with { AccountId = "other" })));
    }

    private static ScoreMoment At(DateOnly day, AccountUsage account) => new(account, day, Acme.Model);

    private static AccountUsage Licences(int active) =>
        new("licences", Acme.AsOf.AddMonths(-14), [.. Enumerable.Range(0, active).Select(i => Sample.User($"u{i:000}"))], EligibleSeats: 100);
}

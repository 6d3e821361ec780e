using CsTelemetry.Adoption.Acting;
using CsTelemetry.Adoption.Scoring;
using CsTelemetry.Adoption.Tests.Building;
using CsTelemetry.Adoption.Usage;

namespace CsTelemetry.Adoption.Tests.Acting;

public sealed class NextActionTests
{
    private static readonly IReadOnlyList<NextAction> OfAcme = NextActions.For(Acme.Account(8), Acme.AsOf, Acme.Model, 100);

    [Fact]
    public void Acme_would_score_89_0_if_api_export_were_used_twice_on_two_days()
    {
        var action = OfAcme.Single(action => action.Feature == "api_export");

        Assert.Equal("If api_export is used twice on two days, the score would be 89.0.", action.Sentence);
        Assert.Equal((ActionKind.UseFeature, 2), (action.Kind, action.Count));
    }

    [Fact]
    public void An_action_promises_what_the_scorer_says_when_it_is_done()
    {
        var acme = Acme.Account(8);
        var done = acme with
        {
            Users = [.. acme.Users.Select((user, i) => i > 0 ? user : user with
            {
                Events84 = user.Events84 + 2,
                DecayedEvents = user.DecayedEvents + 1 + Math.Pow(2, -1d / 28),
                CoreFeatures84 = [.. user.CoreFeatures84, new FeatureUse("api_export", 2, 0b11)],
            })],
        };

        Assert.Equal(AdoptionScorer.Score(done, Acme.AsOf, Acme.Model).Score!.Value, OfAcme.Single(action => action.Feature == "api_export").Score, 1e-9);
    }

    [Fact]
    public void Actions_come_by_gain_and_each_gain_is_above_the_present_score()
    {
        var now = AdoptionScorer.Score(Acme.Account(8), Acme.AsOf, Acme.Model).Score!.Value;

        Assert.Equal(OfAcme.OrderByDescending(action => action.Gain), OfAcme);
        Assert.All(OfAcme, action => Assert.Equal(action.Score - now, action.Gain, 1e-9));
        Assert.Equal(OfAcme.Take(2), NextActions.For(Acme.Account(8), Acme.AsOf, Acme.Model, 2));
    }

    [Fact]
    public void More_people_are_proposed_one_and_as_many_as_reach_the_target()
    {
        // p̂ = (k + 2.48) / 24 reaches .80 at k = 17: three more than fourteen.
        Assert.Equal([3, 1], OfAcme.Where(action => action.Kind == ActionKind.MorePeople).Select(action => action.Count));
        Assert.StartsWith("If 3 more people are active, the score would be ", OfAcme.Single(action => action is { Kind: ActionKind.MorePeople, Count: 3 }).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void No_more_people_are_proposed_than_seats_are_free()
    {
        var full = Acme.Account(8) with { EligibleSeats = 14 };

        Assert.DoesNotContain(NextActions.For(full, Acme.AsOf, Acme.Model, 100), action => action.Kind is ActionKind.MorePeople or ActionKind.ReturnPeople);
    }

    [Fact]
    public void People_who_went_silent_are_proposed_to_come_back()
    {
        var acme = Acme.Account(8);
        var lapsed = acme with { Users = [.. acme.Users.Select((user, i) => i is 1 or 2 ? user with { WeekBlocks = user.WeekBlocks & ~0xFu } : user)] };

        var action = Assert.Single(NextActions.For(lapsed, Acme.AsOf, Acme.Model, 100), action => action.Kind == ActionKind.ReturnPeople);

        Assert.Equal(2, action.Count);
        Assert.StartsWith("If 2 people who were active in the months before, but not in the last 28 days, come back, ", action.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_next_active_week_ages_the_silent_ones()
    {
        var expected = 0d;
        var all = 0d;
        for (var block = 0; block < 12; block++)
        {
            all += Math.Pow(2, -block / 6d);
            expected += block is 4 or 8 ? 0 : Math.Pow(2, -block / 6d);
        }

        var action = Assert.Single(OfAcme, action => action.Kind == ActionKind.ActiveWeek);

        var now = AdoptionScorer.Score(Acme.Account(8), Acme.AsOf, Acme.Model).Line("consistency").Points;
        Assert.Equal((25 * expected / all) - now, action.Gain, 1e-9);
    }

    [Fact]
    public void Use_by_others_is_proposed_up_to_full_resilience_and_out_of_the_cap()
    {
        var account = Sample.Account(
            Sample.User("ann") with { Events84 = 90 }, Sample.User("bob") with { Events84 = 10 }, Sample.User("cem") with { Events84 = 0 }) with
        { EligibleSeats = 10 };
        var actions = NextActions.For(account, Sample.AsOf, Acme.ModelOf(Acme.Model.Numbers, [.. Sample.Core]), 100).Where(action => action.Kind == ActionKind.SpreadUse).ToArray();

        // 90 / .4 = 225 and 90 / .8 = 112.5 events in all, of which there are 100.
        Assert.Equal([125, 13], actions.Select(action => action.Count));
        Assert.All(actions, action => Assert.True(action.Score > 60));
    }

    [Fact]
    public void A_feature_outside_the_plan_is_not_proposed()
    {
        var small = Acme.Account(3) with { EntitledFeatures = new HashSet<string> { "f0", "f1", "f2", "sso" } };

        Assert.Equal(["sso"], NextActions.For(small, Acme.AsOf, Acme.Model, 100).Select(action => action.Feature).OfType<string>());
    }

    [Fact]
    public void One_more_use_on_another_day_finishes_what_was_tried()
    {
        var acme = Acme.Account(8);
        var tried = acme with { Users = [.. acme.Users.Skip(1), acme.Users[0] with { CoreFeatures84 = [.. acme.Users[0].CoreFeatures84, new FeatureUse("sso", 1, 1)] }] };

        Assert.StartsWith(
            "If sso is used once more on one day, ", NextActions.For(tried, Acme.AsOf, Acme.Model, 100).Single(action => action.Feature == "sso").Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void An_account_without_a_score_has_no_actions()
    {
        Assert.Empty(NextActions.For(Acme.Account(8) with { FirstDay = Acme.AsOf }, Acme.AsOf, Acme.Model));
    }

    [Fact]
    public void A_silent_account_may_come_back_to_life()
    {
        var silent = new AccountUsage("quiet", Acme.AsOf.AddYears(-1), [], EligibleSeats: 10);

        var best = NextActions.For(silent, Acme.AsOf, Acme.Model)[0];

        Assert.Equal(ActionKind.MorePeople, best.Kind);
        Assert.True(best.Score > 20);
    }
}

using System.Text;
using CsTelemetry.Adoption.Core;
using CsTelemetry.Adoption.Knowledge;
using CsTelemetry.Adoption.Model;
using CsTelemetry.Adoption.Usage;
using CsTelemetry.Adoption.Validation;
using CsTelemetry.Adoption.Versions;

namespace CsTelemetry.Adoption.Tests.Validation;

public sealed class ValidatorTests
{
    private static readonly DateOnly Start = new(2023, 1, 1);
    private static readonly ValidationOptions Options = new(new(2023, 6, 1), new(2024, 2, 1), new(2024, 6, 30), Resamples: 200);

    [Fact]
    public void Accounts_that_fade_before_they_go_are_foretold()
    {
        var card = Validator.Validate(Portfolio(), Options);

        Assert.True(card.Predictive);
        Assert.True(card.Auc!.Value > .8, $"{card.Auc}");
        Assert.InRange(card.Auc.Value, card.Auc.Low, card.Auc.High);
        Assert.StartsWith("Predictive", card.Verdict, StringComparison.Ordinal);
        Assert.Equal(5, card.Baselines.Count);
        Assert.Equal(card.Baselines.OrderByDescending(row => row.Auc.Value), card.Baselines);
        Assert.True(card.TopDecileLift!.Value > 2);
        Assert.Equal(card.Snapshots, card.Deciles.Sum(row => row.Snapshots));
        Assert.Equal(card.Snapshots, card.Bands.Sum(row => row.Snapshots));
    }

    [Fact]
    public void Accounts_that_shrink_without_a_sign_are_not_shown_to_be_foretold()
    {
        // Twins do the same; on 1 October, in days 15 to 104 after each month-end, one of them gives a third of its seats back.
        var histories = Enumerable.Range(0, 40).Select(i => Chancy($"a{i:00}", new Random(i / 2))).ToArray();
        var knowledge = new TenantKnowledge
        {
            Accounts = histories.Select((account, i) => Seats(account.AccountId, new DateOnly(2023, 10, 1), 3, i % 2 == 0 ? 2 : 3)).ToDictionary(account => account.Id),
        };

        var card = Validator.Validate(histories, Options with { Knowledge = knowledge, LastMonth = new(2023, 8, 1) });

        Assert.Equal((120, 60), (card.Snapshots, card.Lost));
        Assert.Equal(.5, card.Auc!.Value, 1e-9);
        Assert.False(card.Predictive);
        Assert.True(card.Auc.Low <= .5 && card.Auc.High >= .5, $"{card.Auc}");
        Assert.Equal("Not shown to be predictive: the interval of the AUC includes .5.", card.Verdict);
    }

    [Fact]
    public void A_history_in_which_nobody_is_lost_shows_nothing()
    {
        var card = Validator.Validate([Steady("a", 0), Steady("b", 1)], Options);

        Assert.Equal((0, false, 0), (card.Lost, card.Predictive, card.Baselines.Count));
        Assert.Null(card.Auc);
        Assert.StartsWith("Not shown to be predictive: among the account-months, none or all were lost.", card.Verdict, StringComparison.Ordinal);
    }

    [Fact]
    public void Months_whose_outcome_is_not_known_yet_are_left_out()
    {
        var card = Validator.Validate([Steady("a", 0)], Options with { LastDay = new(2024, 1, 12) });

        // 104 days before 12 January 2024 is 30 September 2023.
        Assert.Equal((new DateOnly(2023, 6, 30), new DateOnly(2023, 9, 30), 4), (card.From, card.To, card.Snapshots));
    }

    [Fact]
    public void What_happens_later_does_not_move_an_earlier_score()
    {
        var histories = Portfolio().Select(account => new IndexedHistory(account)).ToArray();
        var cut = Portfolio()
            .Select(account => new IndexedHistory(account with { Uses = [.. account.Uses.Where(use => use.Day <= new DateOnly(2023, 9, 30))] })).ToArray();
        var options = Options with { LastMonth = new(2023, 9, 1) };

        var all = new Replay(histories, options).Run();
        var known = new Replay(cut, options).Run();

        Assert.NotEmpty(all);
        Assert.Equal(all.Select(snapshot => (snapshot.Account, snapshot.AsOf, snapshot.Score)), known.Select(snapshot => (snapshot.Account, snapshot.AsOf, snapshot.Score)));
    }

    [Fact]
    public void Losing_a_fifth_of_the_seats_is_a_loss()
    {
        var knowledge = new TenantKnowledge
        {
            Accounts = new Dictionary<string, CustomerAccount>
            {
                ["a"] = Seats("a", new DateOnly(2023, 10, 1), 10, 8),
                ["b"] = Seats("b", new DateOnly(2023, 10, 1), 10, 9),
            },
        };

        var card = Validator.Validate([Steady("a", 0), Steady("b", 1)], Options with { Knowledge = knowledge });

        // At the ends of June to September the account has ten seats, and eight on some day of 15 to 104 after. Later it has eight all along.
        Assert.Equal(4, card.Lost);
    }

    [Fact]
    public void Lead_time_is_counted_from_the_first_month_end_of_the_spell_at_risk()
    {
        var last = new DateOnly(2023, 12, 20);
        var months = new[] { (new DateOnly(2023, 8, 31), 40d), (new(2023, 9, 30), 55), (new(2023, 10, 31), 45), (new(2023, 11, 30), 30) }
            .Select(month => new Snapshot(0, month.Item1, month.Item2, [], false)).ToArray();
        var history = new IndexedHistory(new AccountHistory("a", Start, [new DayUse("u", "f", Start, 1), new DayUse("u", "f", last, 1)]));

        var lead = LeadTimes.Of([history], months, new DateOnly(2024, 6, 30), 50, new Bootstrap(1, 100, 1));

        Assert.Equal((1, 1d, 50d), (lead.Silences, lead.WarnedShare!.Value, lead.MedianDays!.Value));
    }

    [Fact]
    public void The_same_seed_gives_the_same_card_and_json_keeps_it_whole()
    {
        var first = ValidationJson.Write(Validator.Validate(Portfolio(), Options));
        var second = ValidationJson.Write(Validator.Validate(Portfolio().Reverse(), Options));

        Assert.Equal(Encoding.UTF8.GetString(first), Encoding.UTF8.GetString(second));
        Assert.Equal(Encoding.UTF8.GetString(first), Encoding.UTF8.GetString(ValidationJson.Write(ValidationJson.Read(first))));
        Assert.NotEqual(first, ValidationJson.Write(Validator.Validate(Portfolio(), Options with { Seed = 2 })));
    }

    [Fact]
    public void The_card_reads_as_markdown()
    {
        var text = ValidationMarkdown.Write(Validator.Validate(Portfolio(), Options));

        Assert.StartsWith("**Predictive: the interval of the AUC lies above .5.**\n", text, StringComparison.Ordinal);
        Assert.Contains("\n| baseline | AUC | lead of the score |\n|---|---|---|\n", text, StringComparison.Ordinal);
        Assert.Equal(5 + 3 + 10 + 5 + 8, text.Split('\n').Count(line => line.StartsWith('|')));
    }

    [Fact]
    public async Task What_was_recorded_later_does_not_help_an_earlier_month_end()
    {
        var told = new DateOnly(2023, 10, 1);
        var knowledge = new TenantKnowledge
        {
            Accounts = Portfolio().ToDictionary(account => account.AccountId, account => Seats(account.AccountId, new DateOnly(2023, 11, 15), 20, 10)),
        };
        var histories = Portfolio().Select(account => new IndexedHistory(account)).ToArray();
        var options = Options with { Knowledge = knowledge };

        var recorded = await new Replay(histories, options).RunAsync((asOf, _) => Task.FromResult(asOf < told ? TenantKnowledge.None : knowledge), CancellationToken.None);
        var blind = new Replay(histories, Options).Run();
        var valid = new Replay(histories, options).Run();

        Assert.Equal(Scores(blind.Where(snapshot => snapshot.AsOf < told)), Scores(recorded.Where(snapshot => snapshot.AsOf < told)));
        Assert.Equal(Scores(valid.Where(snapshot => snapshot.AsOf >= told)), Scores(recorded.Where(snapshot => snapshot.AsOf >= told)));
        Assert.NotEqual(Scores(valid), Scores(recorded));

        // Who lost seats is known now, whatever was known then.
        Assert.Equal(Losses(valid), Losses(recorded));
        Assert.NotEqual(Losses(blind), Losses(recorded));
        var card = await Validator.ValidateAsync(Portfolio(), options, (_, _) => Task.FromResult(knowledge), CancellationToken.None);
        Assert.Equal((ValidationCard.AsRecorded, ValidationCard.OfEachMonthEnd), (card.Knowledge, card.Targets));
        Assert.Equal(Validator.Validate(Portfolio(), options).Auc, card.Auc);

        static List<(int, DateOnly, double)> Scores(IEnumerable<Snapshot> snapshots) => [.. snapshots.Select(snapshot => (snapshot.Account, snapshot.AsOf, snapshot.Score))];

        static List<(int, DateOnly, bool)> Losses(IEnumerable<Snapshot> snapshots) => [.. snapshots.Select(snapshot => (snapshot.Account, snapshot.AsOf, snapshot.Lost))];
    }

    [Fact]
    public void A_published_version_is_judged_by_its_own_targets()
    {
        var low = Validator.Validate(Portfolio(), Options with { Version = Version("2.0.0", 50) });
        var high = Validator.Validate(Portfolio(), Options with { Version = Version("2.0.0", 50_000) });

        Assert.Equal(("2.0.0", ValidationCard.Frozen), (low.ModelVersion, low.Targets));
        Assert.True(low.Deciles[^1].MeanScore > high.Deciles[^1].MeanScore + 5);
    }

    [Fact]
    public void A_version_compared_with_itself_leads_by_nothing_and_has_the_numbers_of_its_card()
    {
        var version = Version("2.0.0", 400);
        var card = Validator.Validate(Portfolio(), Options with { Version = version });

        var same = BackTest.Compare(Portfolio(), version, version, Options);

        Assert.Null(same.Reason);
        Assert.Equal((card.Snapshots, card.Lost, card.Accounts, card.From, card.To), (same.Snapshots, same.Lost, same.Accounts, same.From!.Value, same.To!.Value));
        Assert.Equal(card.Auc, same.Draft!.Auc);
        Assert.Equal(card.Bands, same.InForce!.Bands);
        Assert.Equal(new Estimate(0, 0, 0), same.Lead);
    }

    [Fact]
    public void A_draft_that_looks_at_the_wrong_thing_is_behind_the_version_in_force()
    {
        var card = Validator.Validate(Portfolio(), Options);
        var blunt = Version("2.0.0", 400, AdoptionModel.V1 with { Weights = new(Reach: 0, Consistency: 0, Breadth: 1, Intensity: 0, Resilience: 0, Momentum: 0) });

        var result = BackTest.Compare(Portfolio(), null, blunt, Options);

        Assert.Equal(("1.0.0-auto", ValidationCard.OfEachMonthEnd), (result.InForce!.ModelVersion, result.InForce.Targets));
        Assert.InRange(result.InForce.Auc.Value, card.Auc!.Value - .05, 1);
        Assert.Equal(result.Draft!.Auc.Value - result.InForce.Auc.Value, result.Lead!.Value, 1e-12);
        Assert.True(result.Lead.High < 0, $"{result.Lead}");
    }

    [Fact]
    public void Too_little_history_gives_a_reason_and_no_number()
    {
        var version = Version("2.0.0", 400);

        var early = BackTest.Compare(Portfolio(), null, version, Options with { LastDay = new(2023, 9, 1) });
        var few = BackTest.Compare([Steady("a", 0)], null, version, Options);
        var happy = BackTest.Compare([Steady("a", 0), Steady("b", 1), Steady("c", 2), Steady("d", 0)], null, version, Options);

        Assert.Equal("No month-end since 2023-06 has an outcome yet: it is known 104 days later, and the history ends on 2023-09-01.", early.Reason);
        Assert.Equal("Both versions score 9 account-month-ends; 30 are needed.", few.Reason);
        Assert.Equal("Of 36 account-month-ends 0 were lost; at least 5 lost and 5 kept are needed to tell them apart.", happy.Reason);
        Assert.All([early, few, happy], result => Assert.Equal((null, null, null), (result.InForce, result.Draft, result.Lead)));
    }

    [Theory]
    [InlineData(99)]
    [InlineData(100_001)]
    public void Resamples_have_limits(int resamples)
    {
        Assert.Throws<ArgumentException>(() => Validator.Validate([], Options with { Resamples = resamples }));
    }

    private static ScoreModel Version(string version, double events, AdoptionModel? numbers = null)
    {
        var model = (numbers ?? AdoptionModel.V1) with { Version = version };
        var users = Enumerable.Range(0, 40).Select(i => Building.Sample.User($"u{i:00}") with { DecayedEvents = events / 40 }).ToArray();
        var accounts = Enumerable.Range(0, 4).Select(i => new AccountUsage($"peer{i}", new DateOnly(2022, 1, 1), users));
        return ScoreModel.Freeze(model, accounts, new DateOnly(2023, 6, 30), [.. Enumerable.Range(0, 4).Select(i => new CoreFeature($"f{i}", 1))]);
    }

    private static CustomerAccount Seats(string id, DateOnly change, double before, double after) => new(id)
    {
        Seats = new Dictionary<string, Timeline<double>> { [""] = Timelines.Of([new Interval<double>(null, change, before), new Interval<double>(change, null, after)]) },
    };

    private static AccountHistory Chancy(string id, Random dice) => new(
        id, Start, [.. Enumerable.Range(0, 540).Where(_ => dice.Next(2) == 0).SelectMany(day => Day(day, 3))]);

    private static AccountHistory Steady(string id, int shift) => new(
        id, Start, [.. Enumerable.Range(0, 540).Where(day => day % 3 == shift).SelectMany(day => Day(day, 3))]);

    // Forty accounts of like size; every second one leaves on a day of its own, after months of fading.
    private static IEnumerable<AccountHistory> Portfolio()
    {
        var dice = new Random(11);
        for (var i = 0; i < 40; i++)
        {
            var end = i % 2 == 0 ? 220 + dice.Next(180) : 600;
            var uses = new List<DayUse>();
            for (var day = 0; day < Math.Min(end, 545); day++)
            {
                var left = Math.Clamp((end - day) / 150d, .05, 1);
                if (dice.NextDouble() < .5 * left)
                {
                    uses.AddRange(Day(day, 1 + dice.Next((int)Math.Ceiling(5 * left))));
                }
            }

            yield return new AccountHistory($"a{i:00}", Start, uses);
        }
    }

    private static IEnumerable<DayUse> Day(int day, int people) =>
        Enumerable.Range(0, people).Select(person => new DayUse($"u{person}", $"f{(day + person) % 4}", Start.AddDays(day), 2));
}

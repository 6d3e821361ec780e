using System.Text;
using CsTelemetry.Adoption.Knowledge;
using CsTelemetry.Adoption.Validation;

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

    [Theory]
    [InlineData(99)]
    [InlineData(100_001)]
    public void Resamples_have_limits(int resamples)
    {
        Assert.Throws<ArgumentException>(() => Validator.Validate([], Options with { Resamples = resamples }));
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

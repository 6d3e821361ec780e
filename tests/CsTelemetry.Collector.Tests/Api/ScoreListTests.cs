using CsTelemetry.ClickHouse.Scores;
using CsTelemetry.Collector.Api;
using CsTelemetry.Collector.Api.Contracts;
using CsTelemetry.Collector.Tests.Making;

namespace CsTelemetry.Collector.Tests.Api;

public sealed class ScoreListTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("score")]
    [InlineData("-score")]
    [InlineData("trend")]
    [InlineData("-updated_at")]
    public void Pages_of_any_order_hold_every_account_once(string? name)
    {
        var sort = ScoreSort.Read(name);
        var rows = Rows().ToList();
        var whole = rows.Select(row => (Place: sort.PlaceOf(row), Row: row)).OrderBy(pair => pair.Place, Comparer<(double, string)>.Create(ScoreSort.Compare)).Select(pair => pair.Row).ToList();

        var (listed, cursor) = (new List<AdoptionScoreRow>(), (string?)null);
        do
        {
            var after = cursor is null ? default((DateOnly AsOf, double Number, string AccountId)?) : sort.ReadCursor(cursor);
            Assert.True(after is null || after.Value.AsOf == Sample.Today);
            var page = whole.SkipWhile(row => after is { } last && ScoreSort.Compare(sort.PlaceOf(row), (last.Number, last.AccountId)) <= 0).Take(5).ToList();
            listed.AddRange(page);
            cursor = page.Count == 5 ? sort.CursorAfter(Sample.Today, page[^1]) : null;
        }
        while (cursor is not null);

        Assert.Equal(rows.Select(row => row.AccountId).Order(StringComparer.Ordinal), listed.Select(row => row.AccountId).Order(StringComparer.Ordinal));
        Assert.Equal(whole, listed);
    }

    [Fact]
    public void Accounts_without_a_score_come_last_whichever_way_it_is_sorted()
    {
        foreach (var name in (string[])["score", "-score"])
        {
            var sort = ScoreSort.Read(name);
            var scores = Rows().OrderBy(sort.PlaceOf, Comparer<(double, string)>.Create(ScoreSort.Compare)).Select(row => row.Score).ToList();
            var known = scores.Where(score => score is not null).ToList();
            Assert.Equal(known, scores.Take(known.Count));
            Assert.Equal(name == "score" ? known.Order() : known.OrderDescending(), known);
        }
    }

    [Theory]
    [InlineData("name")]
    [InlineData("--score")]
    [InlineData("score-")]
    [InlineData("-account_id")]
    public void An_order_that_does_not_exist_is_named(string name) =>
        Assert.Contains(name, Assert.Throws<InvalidParameterException>(() => ScoreSort.Read(name)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_cursor_belongs_to_its_order()
    {
        var cursor = ScoreSort.Read("score").CursorAfter(Sample.Today, Rows().First());

        Assert.Throws<InvalidParameterException>(() => ScoreSort.Read("-score").ReadCursor(cursor));
        Assert.Throws<InvalidParameterException>(() => ScoreSort.Read("score").ReadCursor("%%%"));
        Assert.Throws<InvalidParameterException>(() => ScoreSort.Read("score").ReadCursor("AAAA"));
    }

    [Fact]
    public void Conditions_are_all_obeyed()
    {
        Assert.Equal(["internal"], Matching(new ScoreQuery { State = "excluded" }));
        Assert.All(Matching(new ScoreQuery { Plan = "pro" }), id => Assert.Equal("pro", Scores.Portfolio.Find(id)!.Plan));
        Assert.Equal(5, Matching(new ScoreQuery { Plan = "pro" }).Count);
        var middle = Scores.Portfolio.Find("account-5")!.Score!.Value;
        Assert.Equal(
            Scores.Portfolio.Rows.Where(row => row.Score >= middle).Select(row => row.AccountId), Matching(new ScoreQuery { Min = middle }));
        Assert.Equal(["account-5"], Matching(new ScoreQuery { Min = middle, Max = middle, State = "scored" }));
        Assert.Empty(Matching(new ScoreQuery { UpdatedSince = Sample.Now.ToString("O") }));
        Assert.Equal(12, Matching(new ScoreQuery { UpdatedSince = Sample.Now.AddSeconds(-1).ToString("O") }).Count);
        Assert.Equal(11, Matching(new ScoreQuery { Segment = "*" }).Count);
    }

    [Theory]
    [InlineData("band", "sick")]
    [InlineData("state", "1")]
    [InlineData("min", "NaN")]
    [InlineData("max", "101")]
    [InlineData("updated_since", "yesterday")]
    public void A_condition_that_cannot_be_is_named(string parameter, string value)
    {
        var query = new ScoreQuery
        {
            Band = parameter == "band" ? value : null,
            State = parameter == "state" ? value : null,
            Min = parameter == "min" ? double.NaN : null,
            Max = parameter == "max" ? 101 : null,
            UpdatedSince = parameter == "updated_since" ? value : null,
        };

        Assert.Equal(parameter, Assert.Throws<InvalidParameterException>(() => query.Condition()).Parameter);
    }

    [Theory]
    [InlineData("everything")]
    [InlineData("delta")]
    [InlineData("delta:0d")]
    [InlineData("delta:731d")]
    [InlineData("delta:28")]
    [InlineData("delta:-1d")]
    public void What_cannot_be_added_is_named(string expand) =>
        Assert.Contains(expand, Assert.Throws<InvalidParameterException>(() => ScoreExpansion.Read($"peers,{expand}")).Message, StringComparison.Ordinal);

    [Fact]
    public void What_is_to_be_added_is_read() =>
        Assert.Equal(new ScoreExpansion(true, true, true, 28), ScoreExpansion.Read("features, peers,next_actions,delta:28d"));

    private static IEnumerable<AdoptionScoreRow> Rows() => Scores.Portfolio.Rows.Select(row => ContractMap.Row(row, Scores.Portfolio, null));

    private static List<string> Matching(ScoreQuery query)
    {
        Func<ScoreRow, bool> condition = query.Condition();
        return [.. Scores.Portfolio.Rows.Where(condition).Select(row => row.AccountId)];
    }
}

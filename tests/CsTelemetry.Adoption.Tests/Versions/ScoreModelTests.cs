using System.Text;
using CsTelemetry.Adoption.Model;
using CsTelemetry.Adoption.Scoring;
using CsTelemetry.Adoption.Tests.Building;
using CsTelemetry.Adoption.Versions;

namespace CsTelemetry.Adoption.Tests.Versions;

public sealed class ScoreModelTests
{
    private static readonly AdoptionModel Other = AdoptionModel.V1 with
    {
        Version = "1.1.0",
        Weights = new(Reach: .30, Breadth: .10),
        Curves = new(Intensity: new Curve([new(0, 0), new(.5, 1), new(1, .2)])),
        Bands = new(HealthyFrom: 80),
    };

    [Fact]
    public void A_model_that_was_written_and_read_again_is_the_same_to_the_bit()
    {
        var model = Freeze(Other);

        var again = ScoreModelJson.Read(ScoreModelJson.Write(model.ToDocument()), out var faults);

        Assert.Empty(faults);
        Assert.Equal((model.Version, model.Hash), (again!.Version, again.Hash));
        Assert.Equal(model, again);
        var account = Sample.Account() with { EligibleSeats = 9, Plan = "pro" };
        Assert.Equal($"{AdoptionScorer.Score(account, Sample.AsOf, model).Score:R}", $"{AdoptionScorer.Score(account, Sample.AsOf, again).Score:R}");
    }

    [Fact]
    public void A_hash_is_pinned_so_that_no_change_of_form_goes_unnoticed()
    {
        Assert.Equal("fcd2e3948cb8979b44c747f7be9bdf1112493d34472ee86dc4fa25a8955eae1a", Freeze(AdoptionModel.V1).Hash);
    }

    [Fact]
    public void The_version_is_not_part_of_the_hash_and_every_number_is()
    {
        var model = Freeze(AdoptionModel.V1);

        Assert.Equal(model, Freeze(AdoptionModel.V1 with { Version = "7.0.0" }));
        Assert.NotEqual(model, Freeze(AdoptionModel.V1 with { Caps = new(Silence: 21) }));
        Assert.NotEqual(model, Freeze(AdoptionModel.V1 with { Curves = new(Reach: new Curve([new(0, 0), new(1, 1)])) }));
        Assert.NotEqual(model, Freeze(AdoptionModel.V1, seats: 7));
        Assert.NotEqual(model, ScoreModel.Freeze(AdoptionModel.V1, Portfolio(3), Sample.AsOf, [new("export", 2), .. Sample.Core.Skip(1)]));
    }

    [Fact]
    public void A_frozen_model_scores_an_account_alike_whatever_its_peers_do_later()
    {
        var portfolio = Portfolio(3);
        var model = ScoreModel.Freeze(AdoptionModel.V1, portfolio, Sample.AsOf, Sample.Core);
        var busier = portfolio.Skip(1).Select(account => account with { Users = [.. account.Users.Select(user => user with { DecayedEvents = 1e6 })] });

        var before = PortfolioScorer.Score(portfolio, Sample.AsOf, model).Scores[0];
        var after = PortfolioScorer.Score([portfolio[0], .. busier], Sample.AsOf, model).Scores[0];

        Assert.Equal(before.Score, after.Score);
        Assert.Equal("1.0.0", after.ModelVersion);
    }

    [Fact]
    public void An_automatic_model_scores_again_what_it_scored_once()
    {
        var scores = PortfolioScorer.Score(Portfolio(3), Sample.AsOf, Sample.Core);
        var model = ScoreModelJson.Read(ScoreModelJson.Write(scores.Model!.ToDocument()), out _)!;

        var again = PortfolioScorer.Score(Portfolio(3), Sample.AsOf, model);

        Assert.True(model.IsAuto);
        Assert.Equal("1.0.0-auto", again.ModelVersion);
        Assert.Equal(scores.Scores.Select(score => $"{score.Score:R}"), again.Scores.Select(score => $"{score.Score:R}"));
    }

    [Fact]
    public void A_draft_takes_defaults_for_what_it_leaves_out()
    {
        var draft = ScoreModelJson.ReadDraft("""{"version":"1.1.0","caps":{"silence":15}}"""u8, out var faults);

        Assert.Empty(faults);
        Assert.Equal(AdoptionModel.V1 with { Version = "1.1.0", Caps = new(Silence: 15) }, draft!.ToModel());
        Assert.Null(draft.Core);
    }

    [Theory]
    [InlineData("""{"version":"1.1.0","weights":{"reach":0.3}}""", "/weights")]
    [InlineData("""{"version":"1.1.0","weights":{"reach":-0.2,"breadth":0.6}}""", "/weights/reach")]
    [InlineData("""{"version":"one"}""", "/version")]
    [InlineData("""{"version":"1.1.0","wieghts":{}}""", "/wieghts")]
    [InlineData("""{"version":"1.1.0","caps":{"silence":"low"}}""", "/caps/silence")]
    [InlineData("""{"version":"1.1.0","caps":{"silence":1},"caps":{"silence":2}}""", "/caps")]
    [InlineData("""{"version":"1.1.0","caps":{"silence":NaN}}""", "/caps/silence")]
    [InlineData("""{"version":"1.1.0","caps":{"silence":1e999}}""", "/caps/silence")]
    [InlineData("""{"version":"1.1.0","shapes":{"consistency_blocks":17}}""", "/shapes/consistency_blocks")]
    [InlineData("""{"version":"1.1.0","shapes":{"early_reach_months":10}}""", "/shapes/early_reach_months")]
    [InlineData("""{"version":"1.1.0","bands":{"watch_from":75}}""", "/bands/watch_from")]
    [InlineData("""{"version":"1.1.0","curves":{"reach":{"points":[{"x":0,"y":0}]}}}""", "/curves/reach/points")]
    [InlineData("""{"version":"1.1.0","curves":{"reach":{"points":[{"x":0.5,"y":0},{"x":0.5,"y":1}]}}}""", "/curves/reach/points/1/x")]
    [InlineData("""{"version":"1.1.0","segments":{"medium_seats":5}}""", "/segments/medium_seats")]
    [InlineData("""{"version":"1.1.0","core":[{"feature":"a"},{"feature":"a"}]}""", "/core/1/feature")]
    [InlineData("""{"version":"1.1.0","core":[null]}""", "/core/0/feature")]
    [InlineData("""{"version":"1.1.0","core":[{"feature":"a","weight":0}]}""", "/core/0/weight")]
    [InlineData("""{"version":"1.1.0","targets":[]}""", "/targets")]
    [InlineData("""{"version":"1.1.0","targets":[{"account_count":1},{"plan":"a","sizes":["small"],"account_count":1},{"plan":"a","sizes":["small"],"account_count":1}]}""", "/targets/2/sizes")]
    [InlineData("""{"version":"1.1.0","targets":[{"account_count":1,"mean_utilisation":1.5}]}""", "/targets/0/mean_utilisation")]
    [InlineData("""{"version":"1.1.0","targets":[{"account_count":1},{"plan":"a","sizes":["tiny"],"account_count":1}]}""", "/targets/1/sizes/0")]
    [InlineData("""["version"]""", "")]
    [InlineData("null", "")]
    [InlineData("{", "")]
    public void A_fault_of_a_document_is_named_by_its_pointer(string json, string path)
    {
        Assert.Null(ScoreModelJson.ReadDraft(Encoding.UTF8.GetBytes(json), out var faults));

        Assert.Contains(faults, fault => fault.Path == path);
        Assert.All(faults, fault => Assert.NotEmpty(fault.Detail));
    }

    [Fact]
    public void All_faults_are_told_together()
    {
        ScoreModelJson.ReadDraft("""{"version":"x","caps":{"silence":101},"bands":{"margin":26}}"""u8, out var faults);

        Assert.Equal(["/version", "/caps/silence", "/bands/margin"], faults.Select(fault => fault.Path));
    }

    [Fact]
    public void A_draft_without_core_and_targets_is_no_model_yet()
    {
        Assert.Null(ScoreModelJson.Read("""{"version":"1.1.0"}"""u8, out var faults));
        Assert.Equal(["/core", "/targets"], faults.Select(fault => fault.Path));
    }

    [Fact]
    public void A_document_above_the_limit_is_not_read()
    {
        Assert.Null(ScoreModelJson.ReadDraft(new byte[ScoreModelJson.MaxBytes + 1], out var faults));
        Assert.Contains("1048576", Assert.Single(faults).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_scorer_refuses_a_model_with_a_fault_and_names_it()
    {
        var fault = Assert.Throws<ArgumentException>(() =>
            AdoptionScorer.Score(Sample.Account(), Sample.AsOf, Sample.Core, Sample.Targets, AdoptionModel.V1 with { Weights = new(Reach: .5) }));

        Assert.Contains("/weights: The weights sum to 1.3; they must sum to 1.", fault.Message, StringComparison.Ordinal);
    }

    private static ScoreModel Freeze(AdoptionModel numbers, double? seats = null) =>
        ScoreModel.Freeze(numbers, Portfolio(3, seats), Sample.AsOf, Sample.Core);

    private static Usage.AccountUsage[] Portfolio(int accounts, double? seats = null) =>
        [.. Enumerable.Range(1, accounts).Select(i => Sample.Account([.. Enumerable.Range(0, i).Select(u => Sample.User($"u{u}"))]) with { AccountId = $"a{i}", EligibleSeats = seats })];
}

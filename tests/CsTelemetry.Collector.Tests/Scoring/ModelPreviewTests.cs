using System.Text;
using CsTelemetry.Adoption.Bands;
using CsTelemetry.Adoption.Core;
using CsTelemetry.Adoption.Model;
using CsTelemetry.Adoption.Usage;
using CsTelemetry.Adoption.Versions;
using CsTelemetry.ClickHouse;
using CsTelemetry.Collector.Knowing;
using CsTelemetry.Collector.Querying;
using CsTelemetry.Collector.Scoring;
using CsTelemetry.Collector.Tests.Knowing;
using CsTelemetry.Collector.Tests.Making;
using CsTelemetry.Collector.Tests.Storing;

namespace CsTelemetry.Collector.Tests.Scoring;

/// <summary>What a preview makes of stored rows is to the bit what scoring everybody's use anew makes, at a real ClickHouse.</summary>
[Collection(RealStoreTests.Name)]
public sealed class ModelPreviewTests(StoreFixture fixture) : IAsyncLifetime, IDisposable
{
    private const int Days = 120;
    private const string Version = "2.0.0";

    // One of every kind of change that a version can make.
    private static readonly (string Name, Func<ScoreModelDocument, ScoreModelDocument> Change)[] Changes =
    [
        ("weights", model => model with { Weights = new ComponentWeights(Reach: .10, Consistency: .35) }),
        ("curves", model => model with { Curves = new ComponentCurves(Breadth: new Curve([new(0, 0), new(.5, .9), new(1, 1)])) }),
        ("caps", model => model with { Caps = new CapLimits(SinglePoint: 10, SinglePointShare: .1, SinglePointSeats: 1) }),
        ("states", model => model with { States = new StateLimits(OnboardingDays: 119) }),
        ("bands", model => model with { Bands = new BandRule(HealthyFrom: 80) }),
        ("confidence", model => model with { Confidence = new ConfidenceLimits(GroupCount: 5) }),
        ("what is to be reached when", model => model with { Shapes = new ComponentShapes(EarlyReachMonths: 2, MiddleReachMonths: 3, MiddleReach: .35) }),
        ("blocks of consistency", model => model with { Shapes = new ComponentShapes(ConsistencyBlocks: 5) }),
        ("the rule of adoption", model => model with { Shapes = new ComponentShapes(AdoptedUses: 6, AdoptedDays: 5) }),
        ("core features", model => model with { Core = [new CoreFeature("feature-6"), new CoreFeature("feature-2", 3), new CoreFeature("nobody-uses-it"), new CoreFeature("feature-4")] }),
        ("weights of core features", model => model with { Core = [.. model.Core!.Select((feature, place) => feature with { Weight = 1 + (place * .5) })] }),
        ("targets", model => model with { Targets = [.. model.Targets!.Select(row => row with { ActiveUsers = 30, AdoptedCore = 7 })] }),
    ];

    private readonly ManualTimeProvider _time = new();
    private ClickHouseClient _client = null!;
    private ScoringLab _lab = null!;

    public async Task InitializeAsync()
    {
        _client = await fixture.NewStoreAsync();
        _lab = new ScoringLab(_client, _time);
        await _lab.UseAsync(_lab.Newest.AddDays(1 - Days), Days, seed: 40, batch: 1);
        foreach (var write in (KnowledgeWrite[])
            [
                KnowledgeSample.Account("account-03", """{"plan":[{"plan":"pro"}],"seats":[{"seats":40}],"entitlements":[{"feature":"feature-2","granted":false}]}"""),
                KnowledgeSample.Account("account-04", $$"""{"seats":[{"seats":9}],"starts_on":"{{_lab.Newest.AddDays(-250):yyyy-MM-dd}}"}"""),
                KnowledgeSample.Account("account-05", """{"excluded":true}"""),
                KnowledgeSample.Account("never-came", $$"""{"starts_on":"{{_lab.Newest.AddDays(-90):yyyy-MM-dd}}"}"""),
                KnowledgeSample.User("account-06", "user-1", """{"excluded":true}"""),
                KnowledgeSample.User("account-07", "user-2", """{"actor":"service"}"""),
                KnowledgeSample.Feature("feature-5", """{"kind":"navigation"}"""),
            ])
        {
            Assert.True((await _lab.Knowledge.WriteAsync(write, ScoringLab.Tenant)).IsTaken);
        }

        await _lab.SettleAsync();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _lab.Dispose();
        _client.Dispose();
    }

    [Fact]
    public async Task Every_kind_of_change_is_previewed_to_the_bit_as_scoring_everybody_anew_gives_it()
    {
        var moved = new List<string>();
        foreach (var (name, change) in Changes)
        {
            var previewed = await AssertIsAsIfScoredAnewAsync(_lab.Newest, change);
            Assert.True(previewed.Before.IsStored);
            Assert.Equal(31, previewed.Scores.Count);
            if (!previewed.Scores.SequenceEqual(previewed.Before.Rows.Select(row => row.Score)))
            {
                moved.Add(name);
            }
        }

        // Bands and confidence judge a score; they do not make it.
        Assert.Equal(Changes.Select(change => change.Name).Except(["bands", "confidence"]), moved);
    }

    [Fact]
    public async Task A_day_without_stored_scores_is_previewed_in_the_same_way()
    {
        var previewed = await AssertIsAsIfScoredAnewAsync(_lab.Newest.AddDays(-40), Changes.Single(change => change.Name == "core features").Change);

        Assert.False(previewed.Before.IsStored);
    }

    [Fact]
    public async Task A_draft_takes_the_same_targets_from_stored_rows_as_from_everybodys_use()
    {
        const string Draft = """{"version":"2.0.0","core":[{"feature":"feature-1"},{"feature":"feature-2","weight":2},{"feature":"feature-3"}],"shapes":{"adopted_uses":4}}""";
        var document = ScoreModelJson.ReadDraft(Encoding.UTF8.GetBytes(Draft), out _)!;

        var write = await _lab.Desk.DraftAsync(new QueryScope(ScoringLab.Tenant, _lab.Newest), Encoding.UTF8.GetBytes(Draft), "test", null, CancellationToken.None);

        var usages = new List<AccountUsage>();
        await foreach (var chunk in _lab.Reader.ReadAsync(await QuestionAsync(_lab.Newest), document.Core!, null, CancellationToken.None))
        {
            usages.AddRange(chunk.Select(input => input.Usage));
        }

        Assert.Equal(ScoreModel.Freeze(document.ToModel(), usages, _lab.Newest, document.Core!).Hash, write.Entry!.Hash);
    }

    private async Task<PreviewedPortfolio> AssertIsAsIfScoredAnewAsync(DateOnly day, Func<ScoreModelDocument, ScoreModelDocument> change)
    {
        var scope = new QueryScope(ScoringLab.Tenant, day);
        var inForce = (await _lab.Portfolios.GetAsync(scope, CancellationToken.None)).Model;
        var model = ScoreModel.TryCreate(change(inForce.ToDocument() with { Version = Version }), out var faults);
        Assert.Empty(faults);

        var previewed = await _lab.Preview.CompareAsync(scope, model!, CancellationToken.None);
        var anew = await _lab.Live.ComputeAsync(new PortfolioKey(ScoringLab.Tenant, day, model!.Hash), model, (await QuestionAsync(day)).Knowledge);

        Assert.Equal(
            anew.Rows.Select(row => (row.AccountId, Bits(row.Score))),
            previewed.Before.Rows.Select((row, place) => (row.AccountId, Bits(previewed.Scores[place]))));
        Assert.InRange(previewed.Scores.Count(score => score is not null), 10, 30);
        return previewed;
    }

    private async Task<ScoreQuestion> QuestionAsync(DateOnly day) =>
        new(ScoringLab.Tenant, day, await _lab.Knowledge.GetAsync(ScoringLab.Tenant, CancellationToken.None));

    private static long? Bits(double? score) => score is { } points ? BitConverter.DoubleToInt64Bits(points) : null;
}

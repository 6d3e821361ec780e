using CsTelemetry.Adoption.Validation;
using CsTelemetry.Adoption.Versions;
using CsTelemetry.ClickHouse;
using CsTelemetry.ClickHouse.Scores;
using CsTelemetry.Collector.Proving;
using CsTelemetry.Collector.Querying;
using CsTelemetry.Collector.Scoring;
using CsTelemetry.Collector.Tests.Making;
using CsTelemetry.Collector.Tests.Scoring;
using CsTelemetry.Collector.Tests.Storing;

namespace CsTelemetry.Collector.Tests.Proving;

/// <summary>What is replayed from a real ClickHouse: thirty accounts, of which the last ten fell silent.</summary>
[Collection(RealStoreTests.Name)]
public sealed class ModelBackTestTests(StoreFixture fixture) : IAsyncLifetime, IDisposable
{
    private const string Version = "2.0.0";

    private readonly ManualTimeProvider _time = new();
    private ClickHouseClient _client = null!;
    private ScoringLab _lab = null!;

    public async Task InitializeAsync()
    {
        _client = await fixture.NewStoreAsync();
        _lab = new ScoringLab(_client, _time);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _lab.Dispose();
        _client.Dispose();
    }

    [Fact]
    public async Task A_preview_tells_how_well_the_draft_would_have_foretold_who_falls_silent()
    {
        await FallSilentAsync();
        var draft = await WriteAsync(ScoreModelState.Draft);
        var scope = new QueryScope(ScoringLab.Tenant, _lab.Newest);

        var preview = await _lab.ModelReports.PreviewAsync(ScoringLab.Tenant, Version, null, CancellationToken.None);
        var again = await _lab.BackTest.RunAsync(scope, draft, CancellationToken.None);
        var whole = BackTest.Compare(await new HistoryQueries(_client).ReadAsync(scope, CancellationToken.None), null, draft, Options(scope));

        var test = preview!.BackTest!;
        Assert.Null(test.Reason);
        Assert.Equal((12, 30), (test.MonthEndCount, test.AccountCount));
        Assert.InRange(test.LostCount, 10, 40);
        Assert.Equal(("frozen", "of_each_month_end"), (test.Draft!.Targets, test.InForce!.Targets));
        Assert.Equal(again.Lead!.Value, test.AucLead!.Value);
        Assert.Equal(30, preview.AccountCount);

        // The sample is the whole tenant here: it says what the whole history says.
        Assert.Equal((whole.Snapshots, whole.Lost, whole.Draft!.Auc, whole.InForce!.Auc), (again.Snapshots, again.Lost, again.Draft!.Auc, again.InForce!.Auc));
        Assert.Equal(whole.Draft.Bands, again.Draft.Bands);
    }

    [Fact]
    public async Task Of_a_young_tenant_the_preview_gives_a_reason_and_no_number()
    {
        await _lab.UseAsync(_lab.Newest.AddDays(-99), 100, seed: 1, batch: 1);
        await WriteAsync(ScoreModelState.Draft);

        var test = (await _lab.ModelReports.PreviewAsync(ScoringLab.Tenant, Version, null, CancellationToken.None))!.BackTest!;

        Assert.Equal("Both versions score 0 account-month-ends; 30 are needed.", test.Reason);
        Assert.Equal((null, null, null), (test.Draft, test.InForce, test.AucLead));
    }

    [Fact]
    public async Task A_sample_has_whole_accounts_and_no_more_rows_than_asked_for()
    {
        await _lab.UseAsync(_lab.Newest.AddDays(-99), 100, seed: 2, batch: 1);
        var (queries, scope) = (new HistoryQueries(_client), new QueryScope(ScoringLab.Tenant, _lab.Newest));

        var all = await queries.SampleAsync(scope, _lab.Newest.AddDays(-99), 1, 1_000_000, CancellationToken.None);
        var some = await queries.SampleAsync(scope, _lab.Newest.AddDays(-99), 1, 1_000, CancellationToken.None);
        var part = await queries.SampleAsync(scope, _lab.Newest.AddDays(-99), 3, 1_000_000, CancellationToken.None);

        Assert.Equal(30, all.Count);
        Assert.InRange(some.Values.Sum(uses => uses.Count), 100, 1_000);
        Assert.InRange(part.Count, 3, 20);
        Assert.All(some.Concat(part), own => Assert.Equal(all[own.Key].Count, own.Value.Count));

        // Whether few rows or all are drawn first: the same accounts, which are the first ones by their hash, as many as have room.
        var order = await _client.QueryAsync("SELECT DISTINCT account_id FROM usage_daily ORDER BY cityHash64(account_id)", null, row => row.ReadString(), CancellationToken.None);
        var room = 1_000;
        Assert.Equal(order.TakeWhile(account => (room -= all[account].Count) >= 0).Order(), some.Keys.Order());
    }

    [Fact]
    public async Task A_published_version_is_proved_by_its_own_targets_and_what_was_imported_later_by_validity()
    {
        await FallSilentAsync();
        await WriteAsync(ScoreModelState.Published);
        await Told.SeatsAsync(_lab.Knowledge, ScoringLab.Tenant, "account-03", 40);
        var proof = new ScoreProof(new HistoryQueries(_client), _lab.Knowledge, _lab.Models, _lab.Days, _lab.ModelStore, _time);

        var imported = await proof.RunAsync(ScoringLab.Tenant, null, null, KnowledgeChoice.Auto, CancellationToken.None);
        var recorded = await proof.RunAsync(ScoringLab.Tenant, null, null, KnowledgeChoice.Recorded, CancellationToken.None);
        _time.Advance(TimeSpan.FromDays(200));
        var inTime = await proof.RunAsync(ScoringLab.Tenant, null, null, KnowledgeChoice.Auto, CancellationToken.None);

        Assert.Equal((Version, ValidationCard.Frozen, ValidationCard.ByValidity), (imported.ModelVersion, imported.Targets, imported.Knowledge));
        Assert.Equal(ValidationCard.AsRecorded, recorded.Knowledge);
        Assert.Equal(ValidationCard.AsRecorded, inTime.Knowledge);
        Assert.NotEqual(imported.Deciles.Select(row => row.MeanScore), recorded.Deciles.Select(row => row.MeanScore));
        var stored = ValidationJson.Read(System.Text.Encoding.UTF8.GetBytes((await _lab.ModelStore.ValidationAsync(ScoringLab.Tenant, Version, CancellationToken.None))!));
        Assert.Equal((inTime.Targets, inTime.Knowledge), (stored.Targets, stored.Knowledge));
    }

    private async Task FallSilentAsync()
    {
        await _lab.UseAsync(_lab.Newest.AddDays(-599), 350, seed: 3, batch: 1);
        await _lab.UseAsync(_lab.Newest.AddDays(-249), 250, seed: 4, batch: 2, accounts: 20);
    }

    private static ValidationOptions Options(QueryScope scope) => new(
        scope.AsOf.AddDays(-103).AddMonths(-12), scope.AsOf.AddDays(-103).AddMonths(-1), scope.AsOf, Resamples: 200);

    private async Task<ScoreModel> WriteAsync(ScoreModelState state)
    {
        var auto = await _lab.Live.GetAsync(new PortfolioKey(ScoringLab.Tenant, _lab.Newest, ScoreRows.AutoHash), null);
        var model = ScoreModel.TryCreate(auto.Model.ToDocument() with { Version = Version }, out var faults);
        Assert.Empty(faults);
        await _lab.ModelStore.WriteAsync(
            ScoringLab.Tenant, new ScoreModelEntry(Version, 1, model!.Hash, state, "", ScoreBases.Write(model), _time.GetUtcNow(), "test"), CancellationToken.None);
        _lab.Models.Forget(ScoringLab.Tenant);
        return model;
    }
}

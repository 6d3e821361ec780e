using System.Text.Json.Nodes;
using CsTelemetry.ClickHouse;
using CsTelemetry.ClickHouse.Quarantine;
using CsTelemetry.Collector.Quarantining;
using CsTelemetry.Collector.Receiving;
using CsTelemetry.Collector.Tenancy;
using CsTelemetry.Collector.Tests.Making;
using CsTelemetry.Collector.Tests.Receiving;
using CsTelemetry.Collector.Tests.Storing;

namespace CsTelemetry.Collector.Tests.Quarantining;

/// <summary>Sends events of a real quarantine through a real intake.</summary>
[Collection(RealStoreTests.Name)]
public sealed class QuarantineReplayerTests(StoreFixture fixture) : IAsyncLifetime, IDisposable
{
    private readonly Caller _caller = Intake.Caller(scopes: Scopes.Admin);
    private Intake _intake = null!;
    private ClickHouseClient _client = null!;
    private QuarantineStore _store = null!;
    private QuarantineReplayer _replayer = null!;

    public async Task InitializeAsync()
    {
        _intake = new Intake();
        _client = await fixture.NewStoreAsync();
        await _client.ExecuteAsync("ALTER TABLE quarantine REMOVE TTL", null, CancellationToken.None);
        await _client.ExecuteAsync("ALTER TABLE quarantine_replays REMOVE TTL", null, CancellationToken.None);
        _store = new QuarantineStore(_client);
        _replayer = new QuarantineReplayer(_store, _intake.Handler, new PublishMessages(_intake.Budget), _intake.Time);
    }

    public async Task DisposeAsync() => await _intake.DisposeAsync();

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task A_mended_event_is_accepted_once_and_marked()
    {
        var row = await WriteAsync(QuarantineSample.Rejected(1, change: sent => sent.AccountId = ""));

        Assert.Equal(ReplayOutcome.Rejected, await ReplayAsync(row.Id));
        Assert.Equal(ReplayOutcome.Accepted, await ReplayAsync(row.Id, """{"accountId":"acme"}"""));
        Assert.Equal(ReplayOutcome.AlreadyReplayed, await ReplayAsync(row.Id));

        Assert.Equal(1, _intake.Books.Read().Accepted);
        var replay = (await _store.FindAsync("demo", [row.Id], CancellationToken.None))[row.Id].Replay;
        Assert.Equal((ReplayState.Replayed, 2), (replay.State, replay.Attempts));
    }

    [Fact]
    public async Task A_replay_whose_mark_was_lost_is_recognised_and_counted_once()
    {
        var row = await WriteAsync(QuarantineSample.Rejected(1));
        Assert.Equal(ReplayOutcome.Accepted, await ReplayAsync(row.Id));
        await _client.ExecuteAsync("TRUNCATE TABLE quarantine_replays", null, CancellationToken.None);

        Assert.Equal(ReplayOutcome.Accepted, await ReplayAsync(row.Id));

        Assert.Equal((1, 1), (_intake.Books.Read().Accepted, _intake.Books.Read().Duplicates));
    }

    [Fact]
    public async Task Two_replays_at_once_store_it_once()
    {
        var row = await WriteAsync(QuarantineSample.Rejected(1));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ReplayAsync(row.Id)));

        Assert.All(outcomes, outcome => Assert.True(outcome is ReplayOutcome.Accepted or ReplayOutcome.AlreadyReplayed, outcome.ToString()));
        Assert.Equal(1, _intake.Books.Read().Accepted);
    }

    [Fact]
    public async Task A_late_event_needs_a_key_that_may_backfill()
    {
        var row = await WriteAsync(QuarantineSample.Rejected(1, code: "too_late", change: sent => sent.OccurredAtUnixMs = Sample.Now.AddDays(-300).ToUnixTimeMilliseconds()));

        Assert.Equal(ReplayOutcome.Rejected, await ReplayAsync(row.Id));
        var backfiller = Intake.Caller("demo", Scopes.Admin, Scopes.Backfill);
        var results = await _replayer.RunAsync(backfiller, [new ReplayItem(row.Id, null)], CancellationToken.None);

        Assert.Equal(ReplayOutcome.Accepted, Assert.Single(results).Outcome);
    }

    [Fact]
    public async Task What_is_no_event_after_the_change_is_not_sent()
    {
        var row = await WriteAsync(QuarantineSample.Rejected(1));

        Assert.Equal(ReplayOutcome.Unusable, await ReplayAsync(row.Id, """{"accountId":7}"""));
        Assert.Equal(ReplayOutcome.Unusable, await ReplayAsync(row.Id, """{"noSuchField":"x"}"""));
        Assert.Equal(0, _intake.Books.Read().Received);
    }

    [Fact]
    public async Task Another_tenants_event_is_not_found()
    {
        var row = await WriteAsync(QuarantineSample.Rejected(1, tenant: "other"));

        Assert.Equal(ReplayOutcome.NotFound, await ReplayAsync(row.Id));
        Assert.Equal(0, _intake.Books.Read().Received);
    }

    [Fact]
    public async Task Many_are_replayed_by_one_call_each_with_an_answer_of_its_own()
    {
        var rows = Enumerable.Range(1, 200).Select(number => QuarantineSample.Rejected(number, change: sent => sent.AccountId = number % 4 == 0 ? "" : "acme")).ToArray();
        await _store.WriteAsync(rows, "many", CancellationToken.None);

        var results = await _replayer.RunAsync(_caller, [.. rows.Select(row => new ReplayItem(row.Id, null))], CancellationToken.None);

        Assert.Equal(rows.Select(row => row.Id), results.Select(result => result.Id));
        Assert.All(results, result => Assert.Equal(result.Id.WalSequence % 4 == 0 ? ReplayOutcome.Rejected : ReplayOutcome.Accepted, result.Outcome));
        Assert.Equal((150, 50), (_intake.Books.Read().Accepted, _intake.Books.Read().Rejected));
    }

    private async Task<QuarantinedEvent> WriteAsync(QuarantinedEvent row)
    {
        await _store.WriteAsync([row], Guid.NewGuid().ToString(), CancellationToken.None);
        return row;
    }

    private async Task<ReplayOutcome> ReplayAsync(QuarantineId id, string? patch = null)
    {
        var item = new ReplayItem(id, patch is null ? null : JsonNode.Parse(patch)!.AsObject());
        return Assert.Single(await _replayer.RunAsync(_caller, [item], CancellationToken.None)).Outcome;
    }
}

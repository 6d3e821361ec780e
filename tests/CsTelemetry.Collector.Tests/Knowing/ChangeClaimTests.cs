using CsTelemetry.ClickHouse;
using CsTelemetry.ClickHouse.Idempotency;
using CsTelemetry.Collector.Knowing;
using CsTelemetry.Collector.Tests.Making;
using CsTelemetry.Collector.Tests.Storing;

namespace CsTelemetry.Collector.Tests.Knowing;

/// <summary>Conditions hold over two collectors of one real ClickHouse.</summary>
[Collection(RealStoreTests.Name)]
public sealed class ChangeClaimTests(StoreFixture fixture) : IAsyncLifetime, IDisposable
{
    private const int WriterCount = 6;

    private readonly ManualTimeProvider _time = new();
    private ClickHouseClient _client = null!;
    private KnowledgeBook[] _books = [];

    public async Task InitializeAsync()
    {
        _client = await fixture.NewStoreAsync();
        _books = [KnowledgeSample.NewBook(_client, log: 1), KnowledgeSample.NewBook(_client, log: 2)];
        await Task.WhenAll(_books.Select(book => book.GetAsync(KnowledgeSample.Tenant, CancellationToken.None)));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        Array.ForEach(_books, book => book.Dispose());
        _client.Dispose();
    }

    [Fact]
    public async Task A_condition_is_held_against_what_the_other_collector_wrote_just_before()
    {
        var tag = KnowledgeTag.Of((await _books[0].WriteAsync(KnowledgeSample.Account("acme", """{"name":"first"}"""))).Row!);
        var theirs = await _books[1].WriteAsync(KnowledgeSample.Account("acme", """{"name":"second"}""", new KnowledgeCondition([tag])));

        var late = await _books[0].WriteAsync(KnowledgeSample.Account("acme", """{"name":"third"}""", new KnowledgeCondition([tag])));
        var again = await _books[0].WriteAsync(KnowledgeSample.Account("acme", """{"name":"third"}""", new KnowledgeCondition([KnowledgeTag.Of(late.Row!)])));

        Assert.Equal(
            (KnowledgeOutcomeKind.Changed, KnowledgeOutcomeKind.ConditionFailed, KnowledgeOutcomeKind.Changed), (theirs.Kind, late.Kind, again.Kind));
        Assert.Equal(KnowledgeTag.Of(theirs.Row!), KnowledgeTag.Of(late.Row!));
    }

    [Fact]
    public async Task Of_many_who_change_the_same_version_through_two_collectors_at_once_one_is_taken()
    {
        var created = await AtOnceAsync(name => KnowledgeSample.Account("acme", name, new KnowledgeCondition(OnlyNew: true)));
        var tag = KnowledgeTag.Of(Assert.Single(created, outcome => outcome.Kind == KnowledgeOutcomeKind.Created).Row!);
        var changed = await AtOnceAsync(name => KnowledgeSample.Account("acme", name.Replace("writer", "editor", StringComparison.Ordinal), new KnowledgeCondition([tag])));

        Assert.Single(changed, outcome => outcome.Kind == KnowledgeOutcomeKind.Changed);
        Assert.Equal(2 * (WriterCount - 1), created.Concat(changed).Count(outcome => outcome.Kind == KnowledgeOutcomeKind.ConditionFailed));
        Assert.Equal(2, (await _books[0].HistoryAsync(KnowledgeSample.Tenant, changed[0].Key, long.MaxValue, 10, CancellationToken.None)).Count);
    }

    [Fact]
    public async Task Who_claims_and_says_no_more_is_waited_for_a_while_and_after_ten_minutes_counts_no_longer()
    {
        using var metrics = new KnowledgeMetrics();
        var store = new IdempotencyStore(_client);
        var dead = new ChangeClaims(store, 8, metrics, _time);
        var alive = new ChangeClaims(store, 9, metrics, _time);
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var end = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var holding = dead.AloneAsync(KnowledgeSample.Tenant, "thing", () => { begun.SetResult(); return end.Task; }, CancellationToken.None);
        await begun.Task;

        Assert.Null(await PassedAsync(alive.AloneAsync(KnowledgeSample.Tenant, "thing", () => Task.FromResult("mine"), CancellationToken.None)));
        Assert.Equal("mine", await alive.AloneAsync(KnowledgeSample.Tenant, "another", () => Task.FromResult("mine"), CancellationToken.None));
        Assert.Equal("mine", await alive.AloneAsync("other", "thing", () => Task.FromResult("mine"), CancellationToken.None));
        _time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal("mine", await alive.AloneAsync(KnowledgeSample.Tenant, "thing", () => Task.FromResult("mine"), CancellationToken.None));

        end.SetResult("theirs");
        Assert.Equal("theirs", await holding);
    }

    [Fact]
    public async Task Who_is_interrupted_or_fails_while_holding_leaves_no_claim_behind()
    {
        using var metrics = new KnowledgeMetrics();
        var store = new IdempotencyStore(_client);
        var first = new ChangeClaims(store, 8, metrics, _time);
        var second = new ChangeClaims(store, 9, metrics, _time);
        using var stop = new CancellationTokenSource();
        var end = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var holding = first.AloneAsync(KnowledgeSample.Tenant, "thing", () => { begun.SetResult(); return end.Task; }, CancellationToken.None);
        await begun.Task;
        var waiting = second.AloneAsync(KnowledgeSample.Tenant, "thing", () => Task.FromResult("mine"), stop.Token);
        await _time.SomebodyWaitsAsync();
        await stop.CancelAsync();
        end.SetException(new InvalidOperationException("It failed."));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await Assert.ThrowsAsync<InvalidOperationException>(() => holding);
        Assert.Equal("third", await new ChangeClaims(store, 10, metrics, _time).AloneAsync(KnowledgeSample.Tenant, "thing", () => Task.FromResult("third"), CancellationToken.None));
    }

    private async Task<KnowledgeOutcome[]> AtOnceAsync(Func<string, KnowledgeWrite> write) => await Task.WhenAll(Enumerable.Range(0, WriterCount).Select(i =>
        Task.Run(() => _books[i % 2].WriteAsync(write($$"""{"name":"writer {{i}}"}""")))));

    // Each wait begins when a look has found others.
    private async Task<T> PassedAsync<T>(Task<T> task)
    {
        while (await Task.WhenAny(task, _time.SomebodyWaitsAsync()) != task)
        {
            _time.Advance(TimeSpan.FromSeconds(5));
        }

        return await task;
    }
}

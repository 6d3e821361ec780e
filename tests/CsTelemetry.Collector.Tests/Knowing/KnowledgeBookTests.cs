using CsTelemetry.ClickHouse;
using CsTelemetry.ClickHouse.Erasing;
using CsTelemetry.ClickHouse.Knowledge;
using CsTelemetry.Collector.Knowing;
using CsTelemetry.Collector.Tests.Making;
using CsTelemetry.Collector.Tests.Storing;

namespace CsTelemetry.Collector.Tests.Knowing;

/// <summary>Writes and reads what is known, in a real ClickHouse.</summary>
[Collection(RealStoreTests.Name)]
public sealed class KnowledgeBookTests(StoreFixture fixture) : IAsyncLifetime, IDisposable
{
    private readonly KnowledgeFeed _feed = new();
    private readonly List<KnowledgeChange> _heard = [];
    private ClickHouseClient _client = null!;
    private KnowledgeBook _book = null!;

    public async Task InitializeAsync()
    {
        _client = await fixture.NewStoreAsync();
        _feed.Listen(_heard.AddRange);
        _book = KnowledgeSample.NewBook(_client, feed: _feed);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _book.Dispose();
        _client.Dispose();
    }

    [Fact]
    public async Task What_was_told_is_known_at_once_and_after_a_restart()
    {
        await _book.WriteAsync(KnowledgeSample.Feature("reports.export", """{"name":"Export","core":true,"available":[{"from":"2026-02-01"}]}"""));
        await _book.WriteAsync(KnowledgeSample.Account("acme", """{"plan":[{"plan":"pro","from":"2026-01-01"}],"seats":[{"seats":20},{"product":"editor","seats":5}]}"""));
        await _book.WriteAsync(KnowledgeSample.User("acme", "ann", """{"roles":[{"role":"admin"}]}"""));
        await _book.WriteAsync(new KnowledgeWrite(
            KnowledgeKey.Of(KnowledgeKind.Plan, "pro"), KnowledgeEdit.Replacement(System.Text.Json.JsonElement.Parse("""{"features":[{"feature":"reports.export"}]}"""))));

        using var again = KnowledgeSample.NewBook(_client);
        foreach (var book in (KnowledgeBook[])[_book, again])
        {
            var known = await book.GetAsync(KnowledgeSample.Tenant, CancellationToken.None);
            Assert.Equal((true, false), (known.IsEntitled("acme", "reports.export", new DateOnly(2026, 3, 1)), known.IsEntitled("acme", "reports.export", new DateOnly(2026, 1, 31))));
            Assert.Equal((20, 5), (known.Accounts["acme"].SeatsAt(new DateOnly(2026, 3, 1)), known.Accounts["acme"].SeatsAt(new DateOnly(2026, 3, 1), "editor")));
            Assert.Equal("admin", known.Users[("acme", "ann")].RoleAt(new DateOnly(2026, 3, 1)));
        }

        Assert.Empty((await again.GetAsync("other", CancellationToken.None)).Accounts);
    }

    [Fact]
    public async Task The_same_document_once_more_in_other_words_changes_nothing()
    {
        var first = await _book.WriteAsync(KnowledgeSample.Account("acme", """{"tags":["b","a"],"seats":[{"seats":7,"from":"2026-02-01"},{"seats":5,"until":"2026-02-01"}],"arr":10.50}"""));
        var second = await _book.WriteAsync(KnowledgeSample.Account("acme", """{"arr":10.50,"seats":[{"until":"2026-02-01","seats":5},{"from":"2026-02-01","seats":7}],"tags":["a","b"]}"""));

        Assert.Equal((KnowledgeOutcomeKind.Created, KnowledgeOutcomeKind.Unchanged), (first.Kind, second.Kind));
        Assert.Equal(KnowledgeTag.Of(first.Row!), KnowledgeTag.Of(second.Row!));
        Assert.Single(await _book.HistoryAsync(KnowledgeSample.Tenant, first.Key, long.MaxValue, 10, CancellationToken.None));
    }

    [Fact]
    public async Task Of_many_who_change_the_same_version_at_once_one_is_taken()
    {
        var tag = KnowledgeTag.Of((await _book.WriteAsync(KnowledgeSample.Account("acme", "{}"))).Row!);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(i =>
            Task.Run(() => _book.WriteAsync(KnowledgeSample.Account("acme", $$"""{"name":"writer {{i}}"}""", new KnowledgeCondition([tag]))))));

        Assert.Single(outcomes, outcome => outcome.Kind == KnowledgeOutcomeKind.Changed);
        Assert.Equal(19, outcomes.Count(outcome => outcome.Kind == KnowledgeOutcomeKind.ConditionFailed));
    }

    [Fact]
    public async Task Of_many_who_create_at_once_one_is_taken_and_every_write_has_a_version_of_its_own()
    {
        var created = await Task.WhenAll(Enumerable.Range(0, 10).Select(i =>
            Task.Run(() => _book.WriteAsync(KnowledgeSample.Account("acme", $$"""{"name":"writer {{i}}"}""", new KnowledgeCondition(OnlyNew: true))))));
        await Task.WhenAll(Enumerable.Range(0, 30).Select(i => Task.Run(() => _book.WriteAsync(KnowledgeSample.Feature($"f{i}", "{}")))));

        Assert.Single(created, outcome => outcome.IsTaken);
        var rows = await new KnowledgeStore(_client).AfterAsync(KnowledgeSample.Tenant, 0, 1000, CancellationToken.None);
        Assert.Equal(31, rows.Select(row => row.Version).Distinct().Count());
    }

    [Fact]
    public async Task Removing_leaves_the_history_and_another_removal_finds_nothing()
    {
        var key = KnowledgeKey.Of(KnowledgeKind.Feature, "old");
        await _book.WriteAsync(KnowledgeSample.Feature("old", """{"name":"Old"}"""));

        var removed = await _book.WriteAsync(new KnowledgeWrite(key, KnowledgeEdit.Removal));
        var again = await _book.WriteAsync(new KnowledgeWrite(key, KnowledgeEdit.Removal));

        Assert.Equal((KnowledgeOutcomeKind.Removed, KnowledgeOutcomeKind.NotFound), (removed.Kind, again.Kind));
        Assert.Empty((await _book.GetAsync(KnowledgeSample.Tenant, CancellationToken.None)).Features);
        Assert.Equal([true, false], (await _book.HistoryAsync(KnowledgeSample.Tenant, key, long.MaxValue, 10, CancellationToken.None)).Select(row => row.IsRemoved));
    }

    [Fact]
    public async Task What_was_known_at_a_moment_can_be_asked_later()
    {
        var clock = new ManualTimeProvider();
        using var book = KnowledgeSample.NewBook(_client, time: clock);
        await book.WriteAsync(KnowledgeSample.Account("acme", """{"segment":"small"}"""));
        var before = clock.GetUtcNow();
        clock.Advance(TimeSpan.FromDays(2));
        await book.WriteAsync(KnowledgeSample.Account("acme", """{"segment":"large"}"""));
        await book.WriteAsync(KnowledgeSample.Account("young", "{}"));

        var then = await book.GetAsync(KnowledgeSample.Tenant, before.AddDays(1), CancellationToken.None);

        Assert.Equal(["acme"], then.Accounts.Keys);
        Assert.Equal("small", then.Accounts["acme"].Segment);
        Assert.Empty((await book.GetAsync(KnowledgeSample.Tenant, before.AddDays(-1), CancellationToken.None)).Accounts);
    }

    [Fact]
    public async Task Two_collectors_hear_each_other_whoevers_clock_is_behind()
    {
        var late = new ManualTimeProvider();
        var early = new ManualTimeProvider();
        early.Advance(TimeSpan.FromHours(1));
        using var behind = KnowledgeSample.NewBook(_client, time: late);
        using var ahead = KnowledgeSample.NewBook(_client, time: early);
        await ahead.WriteAsync(KnowledgeSample.Account("first", "{}"));
        await behind.GetAsync(KnowledgeSample.Tenant, CancellationToken.None);
        await ahead.WriteAsync(KnowledgeSample.Account("second", "{}"));
        await behind.WriteAsync(KnowledgeSample.Account("third", "{}"));

        await ahead.RefreshAsync(CancellationToken.None);
        await behind.RefreshAsync(CancellationToken.None);

        foreach (var book in (KnowledgeBook[])[ahead, behind])
        {
            Assert.Equal(["first", "second", "third"], (await book.GetAsync(KnowledgeSample.Tenant, CancellationToken.None)).Accounts.Keys.Order());
        }
    }

    [Fact]
    public async Task A_row_that_comes_late_with_an_old_number_is_found()
    {
        await _book.WriteAsync(KnowledgeSample.Account("acme", "{}"));
        var old = new KnowledgeRow(KnowledgeKey.OfAccount("late"), KnowledgeSource.Told, 5, "other", false, "{}"u8.ToArray());
        await new KnowledgeStore(_client).AddAsync(KnowledgeSample.Tenant, [old], "late", CancellationToken.None);

        await _book.RefreshAsync(CancellationToken.None);

        Assert.Equal(["acme", "late"], (await _book.GetAsync(KnowledgeSample.Tenant, CancellationToken.None)).Accounts.Keys.Order());
        Assert.Contains(_heard, change => change.Key.Id == "late");
    }

    [Fact]
    public async Task What_is_erased_is_forgotten_by_the_book_and_the_receipt_counts_it()
    {
        await _book.WriteAsync(KnowledgeSample.Account("acme", """{"name":"Acme"}"""));
        await _book.WriteAsync(KnowledgeSample.Account("acme", """{"name":"Acme Inc."}"""));
        await _book.WriteAsync(KnowledgeSample.User("acme", "ann", """{"name":"Ann"}"""));
        await _book.WriteAsync(KnowledgeSample.User("acme", "bob", """{"name":"Bob"}"""));
        await _book.WriteAsync(KnowledgeSample.Account("other", """{"name":"Other"}"""));
        var version = (await _book.GetAsync(KnowledgeSample.Tenant, CancellationToken.None)).Version;
        var erasures = new ErasureStore(_client);
        var now = DateTimeOffset.FromUnixTimeMilliseconds(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() + 1000);

        var user = new ErasureSubject("01", KnowledgeSample.Tenant, "ann", "", now);
        Assert.Equal(1, (await erasures.ScanAsync(user, CancellationToken.None)).AttributeRows);
        await erasures.EraseAsync(user, CancellationToken.None);
        await erasures.ForgetNamesAsync(user.ReceiptId, CancellationToken.None);
        await _book.RefreshAsync(CancellationToken.None);
        Assert.Equal([("acme", "bob")], (await _book.GetAsync(KnowledgeSample.Tenant, CancellationToken.None)).Users.Keys);

        var account = new ErasureSubject("02", KnowledgeSample.Tenant, "", "acme", now);
        Assert.Equal(3, (await erasures.ScanAsync(account, CancellationToken.None)).AttributeRows);
        await erasures.EraseAsync(account, CancellationToken.None);
        await _book.RefreshAsync(CancellationToken.None);

        var known = await _book.GetAsync(KnowledgeSample.Tenant, CancellationToken.None);
        Assert.True((await erasures.ScanAsync(account, CancellationToken.None)).IsClean);
        Assert.Equal(["other"], known.Accounts.Keys);
        Assert.Empty(known.Users);
        Assert.True(known.Version >= version);
        Assert.Contains(_heard, change => change.Key == KnowledgeKey.OfUser("acme", "ann"));
    }

    [Fact]
    public async Task A_change_says_from_which_day_on_numbers_may_be_others()
    {
        await _book.WriteAsync(KnowledgeSample.Account("acme", """{"seats":[{"seats":5,"from":"2026-01-01"}]}"""));
        _heard.Clear();

        await _book.WriteAsync(KnowledgeSample.Account("acme", """{"seats":[{"seats":5,"from":"2026-01-01","until":"2026-03-01"},{"seats":9,"from":"2026-03-01"}]}"""));
        await _book.WriteAsync(KnowledgeSample.Account("acme", """{"name":"Acme","seats":[{"seats":5,"from":"2026-01-01","until":"2026-03-01"},{"seats":9,"from":"2026-03-01"}]}"""));
        await _book.WriteAsync(KnowledgeSample.Account("acme", """{"name":"Acme","excluded":true}"""));

        Assert.Equal([new DateOnly(2026, 3, 1), DateOnly.MaxValue, null], _heard.Select(change => change.FirstDayAffected));
        Assert.All(_heard, change => Assert.Equal((KnowledgeSample.Tenant, KnowledgeKey.OfAccount("acme")), (change.Tenant, change.Key)));
    }

    [Fact]
    public async Task Of_a_call_with_faults_what_can_be_is_taken_or_with_all_or_none_nothing()
    {
        KnowledgeWrite[] writes = [KnowledgeSample.Feature("good", "{}"), KnowledgeSample.Feature("bad", """{"value_weight":-1}"""), KnowledgeSample.Feature("", "{}")];

        var atomic = await _book.WriteAsync(KnowledgeSample.Tenant, "key1", writes, isAtomic: true, CancellationToken.None);
        Assert.Empty((await _book.GetAsync(KnowledgeSample.Tenant, CancellationToken.None)).Features);
        var single = await _book.WriteAsync(KnowledgeSample.Tenant, "key1", writes, isAtomic: false, CancellationToken.None);

        Assert.Equal([KnowledgeOutcomeKind.HeldBack, KnowledgeOutcomeKind.Invalid, KnowledgeOutcomeKind.Invalid], atomic.Select(outcome => outcome.Kind));
        Assert.Equal([KnowledgeOutcomeKind.Created, KnowledgeOutcomeKind.Invalid, KnowledgeOutcomeKind.Invalid], single.Select(outcome => outcome.Kind));
        Assert.Equal(["good"], (await _book.GetAsync(KnowledgeSample.Tenant, CancellationToken.None)).Features.Keys);
    }

    [Fact]
    public async Task A_tenant_has_no_more_documents_than_it_may_and_what_is_there_can_still_be_changed()
    {
        using var book = KnowledgeSample.NewBook(_client, new KnowledgeOptions { MaxFeatures = 2 });
        await book.WriteAsync(KnowledgeSample.Feature("a", "{}"));

        var outcomes = await book.WriteAsync(KnowledgeSample.Tenant, "key1", [KnowledgeSample.Feature("b", "{}"), KnowledgeSample.Feature("c", "{}"), KnowledgeSample.Feature("a", """{"core":true}""")], isAtomic: false, CancellationToken.None);

        Assert.Equal([KnowledgeOutcomeKind.Created, KnowledgeOutcomeKind.LimitReached, KnowledgeOutcomeKind.Changed], outcomes.Select(outcome => outcome.Kind));
        Assert.Contains("Knowledge:MaxFeatures", outcomes[1].Faults[0].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tenants_that_are_not_asked_for_leave_memory_and_lose_nothing()
    {
        using var book = KnowledgeSample.NewBook(_client, new KnowledgeOptions { MaxTenantsInMemory = 1 });
        for (var i = 0; i < 3; i++)
        {
            await book.WriteAsync(KnowledgeSample.Feature($"f{i}", "{}"), tenant: $"t{i}");
        }

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal([$"f{i}"], (await book.GetAsync($"t{i}", CancellationToken.None)).Features.Keys);
        }
    }
}

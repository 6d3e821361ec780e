using CsTelemetry.ClickHouse;
using CsTelemetry.ClickHouse.Knowledge;
using CsTelemetry.Collector.Knowing;
using CsTelemetry.Collector.Tests.Storing;

namespace CsTelemetry.Collector.Tests.Knowing;

/// <summary>Asks the views that are documented for people who write SQL.</summary>
[Collection(RealStoreTests.Name)]
public sealed class KnowledgeViewTests(StoreFixture fixture) : IAsyncLifetime, IDisposable
{
    private ClickHouseClient _client = null!;

    public async Task InitializeAsync()
    {
        _client = await fixture.NewStoreAsync();
        using var book = KnowledgeSample.NewBook(_client);
        await book.WriteAsync(KnowledgeSample.Feature("f", """{"name":"F","core":true,"value_weight":2.5,"available":[{"from":"2026-01-01"}]}"""));
        await book.WriteAsync(KnowledgeSample.Feature("gone", "{}"));
        await book.WriteAsync(new KnowledgeWrite(KnowledgeKey.Of(KnowledgeKind.Feature, "gone"), KnowledgeEdit.Removal));
        await book.WriteAsync(KnowledgeSample.Account("a", """{"name":"old"}"""));
        await book.WriteAsync(KnowledgeSample.Account("a", """{"name":"Á'","arr":12.5,"renews_on":"2027-01-01","tags":["x"],"plan":[{"plan":"pro"}],"seats":[{"seats":3,"until":"2026-02-01"},{"seats":5,"from":"2026-02-01"}],"entitlements":[{"feature":"f","granted":false}]}"""));
        await book.WriteAsync(KnowledgeSample.User("a", "u", """{"name":"secret","actor":"human","roles":[{"role":"admin","from":"2026-01-01"}]}"""));
        await book.WriteAsync(Told(KnowledgeKind.Plan, "pro", """{"features":[{"feature":"f"}]}"""));
        await book.WriteAsync(Told(KnowledgeKind.Release, "1.0", """{"released_at":"2026-01-02T03:04:05Z","features":["f"]}"""));
        await book.WriteAsync(Said("a", """{"name":"by events","segment":"small","seats":[{"seats":99}]}"""));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _client.Dispose();

    [Theory]
    [InlineData("feature, name, is_core, value_weight, kind_of_use, min_days FROM catalog_features", "('f','F',1,2.5,'value',2)")]
    [InlineData("feature, valid_from, valid_until FROM catalog_feature_days", "('f','2026-01-01',NULL)")]
    [InlineData("account_id, name, segment, arr, renews_on, tags, is_excluded FROM accounts", "('a','Á\\'','small',12.5,'2027-01-01',['x'],0)")]
    [InlineData("account_id, plan, valid_from FROM account_plans", "('a','pro',NULL)")]
    [InlineData("seats, product, valid_from, valid_until FROM account_seats", "(3,'',NULL,'2026-02-01')|(5,'','2026-02-01',NULL)")]
    [InlineData("account_id, feature, is_granted FROM account_entitlements", "('a','f',0)")]
    [InlineData("plan, feature FROM plan_features", "('pro','f')")]
    [InlineData("release, released_at, features FROM releases", "('1.0','2026-01-02 03:04:05.000',['f'])")]
    [InlineData("account_id, user_id, actor, is_excluded FROM users", "('a','u','human',0)")]
    [InlineData("user_id, role, valid_from FROM user_roles", "('u','admin','2026-01-01')")]
    public async Task A_view_says_what_is_known_now(string question, string lines)
    {
        var (columns, view) = (question.Split(" FROM ")[0], question.Split(" FROM ")[1]);

        var answer = await _client.QueryAsync(
            $"SELECT toString(tuple({columns})) AS line FROM {view} WHERE tenant = 'demo' ORDER BY line", null, row => row.ReadString(), CancellationToken.None);

        Assert.Equal(lines.Split('|'), answer);
    }

    private static KnowledgeWrite Told(KnowledgeKind kind, string id, string json) => new(KnowledgeKey.Of(kind, id), KnowledgeEdit.Replacement(System.Text.Json.JsonElement.Parse(json)));

    private static KnowledgeWrite Said(string account, string json) =>
        new(KnowledgeKey.OfAccount(account), KnowledgeEdit.Accepted(System.Text.Encoding.UTF8.GetBytes(json))) { Source = KnowledgeSource.Events };
}

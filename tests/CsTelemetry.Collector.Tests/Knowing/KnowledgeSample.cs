using System.Text.Json;
using CsTelemetry.ClickHouse;
using CsTelemetry.ClickHouse.Idempotency;
using CsTelemetry.ClickHouse.Knowledge;
using CsTelemetry.Collector.Knowing;

namespace CsTelemetry.Collector.Tests.Knowing;

/// <summary>Makes books and what is written into them.</summary>
internal static class KnowledgeSample
{
    internal const string Tenant = "demo";

    internal static KnowledgeBook NewBook(ClickHouseClient client, KnowledgeOptions? options = null, KnowledgeFeed? feed = null, TimeProvider? time = null, ulong? log = null)
    {
        var (metrics, clock) = (new KnowledgeMetrics(), time ?? TimeProvider.System);
        var claims = log is { } shared ? new ChangeClaims(new IdempotencyStore(client), shared, metrics, clock) : null;
        return new KnowledgeBook(new KnowledgeStore(client), options ?? new KnowledgeOptions(), feed ?? new KnowledgeFeed(), metrics, clock, claims);
    }

    internal static KnowledgeWrite Feature(string key, string json, KnowledgeCondition? condition = null) => Write(KnowledgeKey.Of(KnowledgeKind.Feature, key), json, condition);

    internal static KnowledgeWrite Account(string id, string json, KnowledgeCondition? condition = null) => Write(KnowledgeKey.OfAccount(id), json, condition);

    internal static KnowledgeWrite User(string account, string id, string json) => Write(KnowledgeKey.OfUser(account, id), json, null);

    internal static async Task<KnowledgeOutcome> WriteAsync(this KnowledgeBook book, KnowledgeWrite write, string tenant = Tenant) =>
        (await book.WriteAsync(tenant, "key1", [write], isAtomic: false, CancellationToken.None))[0];

    private static KnowledgeWrite Write(KnowledgeKey key, string json, KnowledgeCondition? condition) =>
        new(key, KnowledgeEdit.Replacement(JsonElement.Parse(json))) { Condition = condition ?? KnowledgeCondition.None };
}

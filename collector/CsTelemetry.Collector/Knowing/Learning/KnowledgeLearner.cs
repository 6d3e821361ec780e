using CsTelemetry.ClickHouse;
using CsTelemetry.ClickHouse.Knowledge;
using CsTelemetry.Collector.Tenancy;

namespace CsTelemetry.Collector.Knowing.Learning;

/// <summary>
/// Writes down what events say of accounts and users: whenever something of it landed, the whole history of those concerned is read again, so that it does
/// not matter in which order events came. At start everything is read once. One caller at a time.
/// </summary>
internal sealed class KnowledgeLearner(AttributeStore attributes, KnowledgeBook book, TenantDirectory tenants)
{
    public const string Author = "event";
    private const int ChunkCount = 500;

    private readonly Dictionary<(Uri Shard, AttributeTable Table), SeenParts> _seen = [];

    /// <summary>Learns what is new.</summary>
    public async Task LearnAsync(CancellationToken cancellationToken)
    {
        foreach (var shard in attributes.Shards)
        {
            await LearnAsync(shard, AttributeTable.Accounts, cancellationToken);
            await LearnAsync(shard, AttributeTable.Users, cancellationToken);
        }
    }

    private async Task LearnAsync(ClickHouseClient shard, AttributeTable table, CancellationToken cancellationToken)
    {
        if (!_seen.TryGetValue((shard.Endpoint.Url, table), out var seen))
        {
            _seen.Add((shard.Endpoint.Url, table), seen = new SeenParts());
        }

        var fresh = (await attributes.PartsAsync(shard, table, cancellationToken)).Where(seen.IsNew).ToList();
        if (fresh.Count > 0)
        {
            var names = table == AttributeTable.Accounts ? LearnedDocument.AccountMembers : LearnedDocument.UserMembers;
            await WriteAsync(table, attributes.HistoriesAsync(shard, table, fresh, [.. names.Keys], cancellationToken), cancellationToken);

            // A part that was merged away meanwhile may not have been read; what it became is new.
            seen.Add(fresh.Intersect(await attributes.PartsAsync(shard, table, cancellationToken)));
        }
    }

    private async Task WriteAsync(AttributeTable table, IAsyncEnumerable<AttributeHistory> histories, CancellationToken cancellationToken)
    {
        var waiting = new List<KnowledgeWrite>();
        var said = new List<AttributeHistory>();
        var tenant = "";
        await foreach (var history in histories)
        {
            if (said.Count > 0 && !IsOfSame(said[0], history))
            {
                Add(waiting, table, said);
                said.Clear();
            }

            if (waiting.Count == ChunkCount || (waiting.Count > 0 && history.Tenant != tenant))
            {
                await FlushAsync(tenant, waiting, cancellationToken);
            }

            tenant = history.Tenant;
            said.Add(history);
        }

        Add(waiting, table, said);
        await FlushAsync(tenant, waiting, cancellationToken);
    }

    private void Add(List<KnowledgeWrite> waiting, AttributeTable table, List<AttributeHistory> said)
    {
        var kind = table == AttributeTable.Accounts ? KnowledgeKind.Account : KnowledgeKind.User;
        if (said.Count > 0 && said[0].AccountId.Length > 0 && LearnedDocument.Make(kind, said, tenants.TimeZoneOf(said[0].Tenant)) is { } body)
        {
            var key = kind == KnowledgeKind.Account ? KnowledgeKey.OfAccount(said[0].AccountId) : KnowledgeKey.OfUser(said[0].AccountId, said[0].UserId);
            waiting.Add(new KnowledgeWrite(key, KnowledgeEdit.Accepted(body)) { Source = KnowledgeSource.Events });
        }
    }

    private async Task FlushAsync(string tenant, List<KnowledgeWrite> waiting, CancellationToken cancellationToken)
    {
        if (waiting.Count > 0)
        {
            await book.WriteAsync(tenant, Author, waiting, isAtomic: false, cancellationToken);
            waiting.Clear();
        }
    }

    private static bool IsOfSame(AttributeHistory one, AttributeHistory other) => one.Tenant == other.Tenant && one.AccountId == other.AccountId && one.UserId == other.UserId;
}

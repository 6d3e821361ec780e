using CsTelemetry.ClickHouse.Clusters;
using CsTelemetry.ClickHouse.Rows;

namespace CsTelemetry.ClickHouse.Knowledge;

/// <summary>
/// Reads what events said of accounts and users, and finds what is new: by the parts of the tables, which the server names by the inserts that they
/// hold. Thread-safe; errors are <see cref="ClickHouseException"/>.
/// </summary>
public sealed class AttributeStore(StoreTopology topology)
{
    private const string PartsSql = "SELECT name FROM system.parts WHERE database = currentDatabase() AND table = {table:String} AND active";

    /// <summary>Gets the shards' clients; parts are named anew on each.</summary>
    public IReadOnlyList<ClickHouseClient> Shards => topology.Shards;

    /// <summary>Lists the parts of a table on one shard; none where there is no table yet.</summary>
    public Task<List<string>> PartsAsync(ClickHouseClient shard, AttributeTable table, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(shard);
        return shard.QueryAsync(PartsSql, new ClickHouseParameters { { "table", topology.Local(NameOf(table)) } }, row => row.ReadString(), cancellationToken);
    }

    /// <summary>Reads the whole history of everybody of whom some parts speak, by tenant, account and user.</summary>
    /// <param name="shard">The shard.</param>
    /// <param name="table">The table.</param>
    /// <param name="parts">The parts. One that was merged away meanwhile is in others, which are newer.</param>
    /// <param name="attributes">The attributes that are asked for.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public IAsyncEnumerable<AttributeHistory> HistoriesAsync(
        ClickHouseClient shard, AttributeTable table, IReadOnlyCollection<string> parts, IReadOnlyCollection<string> attributes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(shard);
        var query = new ClickHouseQuery(HistoriesSql(topology.Local(NameOf(table)), table == AttributeTable.Users))
        {
            Parameters = new() { { "parts", parts }, { "attributes", attributes } },
        };
        return shard.StreamAsync(query, ReadHistory, cancellationToken);
    }

    // The table keeps the last that was received of one moment, sooner or later; the innermost query does so now.
    private static string HistoriesSql(string table, bool ofUsers)
    {
        var subject = ofUsers ? "tenant, account_id, user_id" : "tenant, account_id";
        return $$"""
            SELECT tenant, account_id, {{(ofUsers ? "user_id" : "'' AS user_id")}}, attribute, arrayMap(change -> change.1, changes), arrayMap(change -> change.2, changes)
            FROM
            (
                SELECT {{subject}}, attribute,
                       arraySort(groupArray((occurred_at, newest))) AS said,
                       arraySlice(arrayFilter((one, i) -> i = 1 OR one.2 != said[i - 1].2, said, arrayEnumerate(said)), -200) AS changes
                FROM
                (
                    SELECT {{subject}}, attribute, occurred_at, argMax(value, received_at) AS newest
                    FROM {{table}}
                    WHERE attribute IN {attributes:Array(String)}
                      AND ({{subject}}) IN (SELECT {{subject}} FROM {{table}} WHERE _part IN {parts:Array(String)} AND attribute IN {attributes:Array(String)})
                    GROUP BY {{subject}}, attribute, occurred_at
                )
                GROUP BY {{subject}}, attribute
            )
            ORDER BY tenant, account_id, user_id, attribute
            """;
    }

    private static AttributeHistory ReadHistory(RowBinaryReader row)
    {
        var (tenant, account, user, attribute) = (row.ReadString(), row.ReadString(), row.ReadString(), row.ReadString());
        var times = row.ReadArray(item => item.ReadDateTime64());
        var values = row.ReadArray(item => item.ReadString());
        return new AttributeHistory(tenant, account, user, attribute, [.. times.Zip(values)]);
    }

    private static string NameOf(AttributeTable table) => table == AttributeTable.Accounts ? "account_attributes" : "user_attributes";
}

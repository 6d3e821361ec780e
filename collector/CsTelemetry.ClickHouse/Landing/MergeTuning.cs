using System.Globalization;
using CsTelemetry.ClickHouse.Clusters;

namespace CsTelemetry.ClickHouse.Landing;

/// <summary>
/// Has the server merge the parts of the two large tables many at a time: left to itself it merges five or six, so a row is written
/// again at every few-fold growth, which costs more than storing it did. A table that has the setting already keeps it: it is the
/// operator's. Servers that do not know it are left alone. Safe to repeat; errors are <see cref="ClickHouseException"/>.
/// </summary>
public sealed class MergeTuning(StoreTopology topology)
{
    private const string Setting = "min_parts_to_merge_at_once";

    private const string KnownSql = "SELECT count() > 0 FROM system.merge_tree_settings WHERE name = {setting:String}";

    private const string UntouchedSql =
        "SELECT count() > 0 FROM system.tables WHERE database = currentDatabase() AND name = {table:String} AND position(engine_full, {setting:String}) = 0";

    /// <summary>
    /// Gets how many parts a merge has at least. Raw rows are read by exports, erasures and audits, whole months at a time; the rollup
    /// answers every question about one account, which costs a look into each part.
    /// </summary>
    public static IReadOnlyDictionary<string, int> LeastParts { get; } = new Dictionary<string, int> { ["events"] = 32, ["usage_daily"] = 12 };

    /// <summary>Applies it on every shard. On replicated tables it holds for the server of each shard that the topology names.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>How many tables it was new to.</returns>
    public async Task<int> ApplyAsync(CancellationToken cancellationToken)
    {
        var changed = 0;
        foreach (var shard in topology.Shards)
        {
            if (await IsTrueAsync(shard, KnownSql, new ClickHouseParameters { { "setting", Setting } }, cancellationToken))
            {
                changed += await ApplyAsync(shard, cancellationToken);
            }
        }

        return changed;
    }

    private async Task<int> ApplyAsync(ClickHouseClient shard, CancellationToken cancellationToken)
    {
        var changed = 0;
        foreach (var (table, count) in LeastParts)
        {
            var local = topology.Local(table);
            if (await IsTrueAsync(shard, UntouchedSql, new ClickHouseParameters { { "table", local }, { "setting", Setting } }, cancellationToken))
            {
                await shard.ExecuteAsync(string.Create(CultureInfo.InvariantCulture, $"ALTER TABLE {local} MODIFY SETTING {Setting} = {count}"), null, cancellationToken);
                changed++;
            }
        }

        return changed;
    }

    private static async Task<bool> IsTrueAsync(ClickHouseClient shard, string sql, ClickHouseParameters parameters, CancellationToken cancellationToken) =>
        (await shard.QueryAsync(sql, parameters, row => row.ReadBoolean(), cancellationToken))[0];
}

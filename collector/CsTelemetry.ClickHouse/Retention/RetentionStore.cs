using System.Globalization;
using System.Text.RegularExpressions;
using CsTelemetry.ClickHouse.Clusters;

namespace CsTelemetry.ClickHouse.Retention;

/// <summary>Sets how long tables keep their rows. Whole parts are dropped when their last row has expired, so rows may stay a month longer. Thread-safe; errors are <see cref="ClickHouseException"/>.</summary>
public sealed partial class RetentionStore
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(30);

    private const string EngineSql = "SELECT engine_full FROM system.tables WHERE database = currentDatabase() AND name = {table:String}";

    // Only the parts' notes of when they expire are computed for what is stored already; no row is read twice or rewritten.
    private const string Cheaply = "MODIFY SETTING ttl_only_drop_parts = 1, materialize_ttl_recalculate_only = 1";

    private readonly StoreTopology _topology;

    /// <summary>Makes the store of a cluster or of one server.</summary>
    public RetentionStore(StoreTopology topology) => _topology = topology;

    /// <summary>Makes the store of one server.</summary>
    public RetentionStore(ClickHouseClient client)
        : this(StoreTopology.Of(client))
    {
    }

    /// <summary>Sets it on every shard, if it is another there. Returns whether it was.</summary>
    /// <param name="table">The table.</param>
    /// <param name="moment">The column, or the expression of one, that a row's age is counted from: a Date or a DateTime.</param>
    /// <param name="days">How many days; 0 for ever.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<bool> ApplyAsync(string table, string moment, int days, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(moment);
        var local = _topology.Local(Identifier.Check(table, "table"));
        var wanted = days == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{moment} + toIntervalDay({days})");
        var changed = false;
        foreach (var shard in _topology.Shards)
        {
            changed |= await ApplyAsync(shard, local, wanted, cancellationToken);
        }

        return changed;
    }

    private static async Task<bool> ApplyAsync(ClickHouseClient shard, string table, string wanted, CancellationToken cancellationToken)
    {
        var engine = await shard.QueryAsync(EngineSql, new ClickHouseParameters { { "table", table } }, row => row.ReadString(), cancellationToken);
        if (engine.Count == 0 || TtlOf(engine[0]) == wanted)
        {
            return false;
        }

        if (wanted.Length == 0)
        {
            await ExecuteAsync(shard, $"ALTER TABLE {table} REMOVE TTL", cancellationToken);
            return true;
        }

        await ExecuteAsync(shard, $"ALTER TABLE {table} {Cheaply}", cancellationToken);
        await ExecuteAsync(shard, $"ALTER TABLE {table} MODIFY TTL {wanted}", cancellationToken);
        return true;
    }

    private static string TtlOf(string engine) => Ttl().Match(engine) is { Success: true } match ? match.Groups[1].Value : "";

    private static Task ExecuteAsync(ClickHouseClient shard, string sql, CancellationToken cancellationToken) => shard.ExecuteAsync(new ClickHouseQuery(sql) { Timeout = Limit }, cancellationToken);

    [GeneratedRegex(@" TTL (.+?)(?: SETTINGS |$)", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Ttl();
}

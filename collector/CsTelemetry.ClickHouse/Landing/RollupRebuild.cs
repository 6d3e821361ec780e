using CsTelemetry.ClickHouse.Clusters;

namespace CsTelemetry.ClickHouse.Landing;

/// <summary>
/// Computes what came through one log in one month of the rollup anew from the raw table, aside, and swaps it in at
/// once. Others may insert meanwhile: what comes through other logs is in other partitions.
/// </summary>
internal sealed class RollupRebuild(StoreTopology topology, Func<DateOnly>? firstWholeDay = null)
{
    /// <summary>The longest time for a statement that reads or rewrites a month.</summary>
    internal static readonly TimeSpan Limit = TimeSpan.FromMinutes(30);

    /// <param name="shard">The server.</param>
    /// <param name="walId">The log. Whoever calls owns it: nothing comes through it meanwhile.</param>
    /// <param name="month">The month, as year · 100 + month.</param>
    /// <param name="cancellationToken">Ends it; what was there stays.</param>
    /// <param name="except">A condition (beginning with AND) on the raw rows that count, with its parameters in <paramref name="more"/>.</param>
    /// <param name="more">Further parameters.</param>
    public async Task RunAsync(
        ClickHouseClient shard, ulong walId, int month, CancellationToken cancellationToken, string except = "", ClickHouseParameters? more = null)
    {
        var rollup = topology.Local("usage_daily");
        var stage = $"usage_daily_rebuild_{walId:x16}";
        var parameters = new ClickHouseParameters { { "wal_id", walId }, { "month", (long)month }, { "first", firstWholeDay?.Invoke() ?? DateOnly.FromDateTime(DateTime.UnixEpoch) } };
        parameters.AddAll(more ?? ClickHouseParameters.None);
        await shard.ExecuteAsync(LandingSql.DropStage(stage), null, cancellationToken);
        await shard.ExecuteAsync(LandingSql.MakeStage(stage, rollup), null, cancellationToken);
        var fill = new ClickHouseQuery(LandingSql.Stage(stage, topology.Local("events"), except)) { Parameters = parameters, Timeout = Limit };
        await shard.ExecuteAsync(fill, cancellationToken);
        var keep = new ClickHouseQuery(LandingSql.StageExpired(stage, rollup)) { Parameters = parameters, Timeout = Limit };
        await shard.ExecuteAsync(keep, cancellationToken);
        var staged = await shard.QueryAsync(LandingSql.CountStage(stage), null, row => row.ReadUInt64(), cancellationToken);
        await shard.ExecuteAsync(LandingSql.Swap(rollup, stage, month, walId, isEmpty: staged[0] == 0), null, cancellationToken);
        await shard.ExecuteAsync(LandingSql.DropStage(stage), null, cancellationToken);
    }
}

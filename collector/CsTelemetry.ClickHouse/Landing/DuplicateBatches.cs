using CsTelemetry.ClickHouse.Clusters;
using CsTelemetry.ClickHouse.Rows;

namespace CsTelemetry.ClickHouse.Landing;

/// <summary>
/// Finds and removes what reached two collectors: a client whose answer was lost was moved to another collector and
/// sent its batch again. Each collector removes its own copies that were received later than another's, so no two
/// ever touch the same rows. Not thread-safe; errors are <see cref="ClickHouseException"/>, after which it can be repeated.
/// </summary>
/// <param name="topology">The store.</param>
/// <param name="walId">The log of the collector.</param>
public sealed class DuplicateBatches(StoreTopology topology, ulong walId)
{
    private const int MaxClientsTogether = 500;
    private const int MaxRowsTogether = 1_000_000;
    private const int MaxRunsTogether = 1_000;

    // What is left then is found by the next search.
    private const int MaxPasses = 100;

    private readonly RollupRebuild _rebuild = new(topology);
    private readonly TouchedDays _touched = new(topology, walId);

    private string Events => topology.Local("events");

    /// <summary>
    /// Lists the days on which anything landed, through whatever log, since the call before the last: what landed is
    /// looked at twice, because a repair may bring rows of a batch later than its neighbours. The first call lists what
    /// was received since <paramref name="since"/>. Nothing while the store knows only one log.
    /// </summary>
    public Task<List<DuplicateSearch>> TouchedAsync(DateTimeOffset since, CancellationToken cancellationToken) => _touched.FindAsync(since, cancellationToken);

    /// <summary>Removes from those days what this log brought second, from the rollup first and then from the raw table; answers how many events.</summary>
    /// <param name="search">Where to look.</param>
    /// <param name="verifiedThrough">Batches of the log beyond this may be sent again and are left alone.</param>
    /// <param name="cancellationToken">Ends it; what is left is found again.</param>
    public async Task<long> RemoveAsync(DuplicateSearch search, long verifiedThrough, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(search);
        var shard = topology.Shards[search.Shard];
        var clients = await shard.QueryAsync(
            DuplicateSql.Clients(Events),
            new ClickHouseParameters { { "days", search.Days }, { "wal_id", walId } },
            row => new NumberOverlap(row.ReadUInt64(), row.ReadUInt64(), row.ReadUInt64(), (long)row.ReadUInt64()),
            cancellationToken);
        var removed = 0L;
        foreach (var some in NumberOverlap.Parts(clients, MaxClientsTogether, MaxRowsTogether))
        {
            var suspects = await shard.QueryAsync(DuplicateSql.Suspects(Events), Parameters(search.Days, some), row => row.ReadUInt64(), cancellationToken);
            if (suspects.Count > 0)
            {
                removed += await RemoveOfClientsAsync(shard, search.Days, [.. some.IntersectBy(suspects, overlap => overlap.Client)], verifiedThrough, cancellationToken);
            }
        }

        return removed;
    }

    private async Task<long> RemoveOfClientsAsync(ClickHouseClient shard, IReadOnlyList<DateOnly> days, NumberOverlap[] clients, long verifiedThrough, CancellationToken cancellationToken)
    {
        var removed = 0L;
        for (var pass = 0; pass < MaxPasses; pass++)
        {
            var runs = await RunsAsync(shard, days, clients, verifiedThrough, cancellationToken);
            var removedNow = 0L;
            foreach (var month in runs.GroupBy(run => run.Month))
            {
                foreach (var some in month.Chunk(MaxRunsTogether))
                {
                    removedNow += await RemoveRunsAsync(shard, days, month.Key, some, cancellationToken);
                }
            }

            removed += removedNow;
            if (removedNow == 0)
            {
                break;
            }
        }

        return removed;
    }

    // The rollup is made without them before they go: after a crash between the two they are found again, and the
    // rollup is right already.
    private async Task<long> RemoveRunsAsync(ClickHouseClient shard, IReadOnlyList<DateOnly> days, int month, DuplicateRun[] runs, CancellationToken cancellationToken)
    {
        var named = new ClickHouseParameters
        {
            { "days", days },
            { "tenants", runs.Select(run => run.Tenant) },
            { "clients", runs.Select(run => run.ClientInstanceId) },
            { "batches", runs.Select(run => run.WalBatch) },
            { "firsts", runs.Select(run => run.First) },
            { "lasts", runs.Select(run => run.Last) },
        };
        await _rebuild.RunAsync(shard, walId, month, cancellationToken, $" AND NOT ({DuplicateSql.InRuns})", named);
        named.Add("wal_id", walId);
        named.Add("month", (long)month);
        var rows = await shard.QueryAsync(DuplicateSql.CountRuns(Events), named, row => row.ReadUInt64(), cancellationToken);
        await shard.ExecuteAsync(new ClickHouseQuery(DuplicateSql.DeleteRuns(Events, month)) { Parameters = named, Timeout = RollupRebuild.Limit }, cancellationToken);
        return (long)rows[0];
    }

    private async Task<List<DuplicateRun>> RunsAsync(
        ClickHouseClient shard, IReadOnlyList<DateOnly> days, NumberOverlap[] clients, long verifiedThrough, CancellationToken cancellationToken)
    {
        var parameters = Parameters(days, clients);
        parameters.Add("through", verifiedThrough);
        parameters.Add("limit", MaxRunsTogether);
        var batches = await shard.QueryAsync(DuplicateSql.Runs(Events), parameters, ReadRuns, cancellationToken);
        return [.. batches.SelectMany(runs => runs)];
    }

    private ClickHouseParameters Parameters(IReadOnlyList<DateOnly> days, NumberOverlap[] clients) => new()
    {
        { "days", days },
        { "wal_id", walId },
        { "clients", clients.Select(overlap => overlap.Client) },
        { "lows", clients.Select(overlap => overlap.Low) },
        { "highs", clients.Select(overlap => overlap.High) },
    };

    private static List<DuplicateRun> ReadRuns(RowBinaryReader row) =>
    [
        .. DuplicateRun.In(
            row.ReadString(),
            row.ReadUInt64(),
            row.ReadUInt64(),
            (int)row.ReadUInt32(),
            row.ReadArray(value => (value.ReadUInt64(), value.ReadUInt8() != 0))),
    ];
}

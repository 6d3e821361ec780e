using CsTelemetry.ClickHouse.Clusters;
using CsTelemetry.ClickHouse.Native;

namespace CsTelemetry.ClickHouse.Landing;

/// <summary>
/// Puts frozen batches into the raw table and finds out whether they are really there, and in the rollup. A token is
/// no proof of landing: ClickHouse notes it before the part is committed, so what matters is what can be counted.
/// A repair of what came through one log assumes that nobody else inserts through that log while it runs; other logs
/// do not matter. On a cluster each shard is counted and mended by itself. Thread-safe; errors are <see cref="ClickHouseException"/>.
/// </summary>
public sealed class LandingStore
{
    private const string Events = "events";
    private const string Rollup = "usage_daily";

    private readonly StoreTopology _topology;
    private readonly RollupRebuild _rebuild;
    private readonly Func<DateOnly>? _firstWholeDay;

    /// <summary>Makes the store of a cluster or of one server.</summary>
    /// <param name="topology">The store.</param>
    /// <param name="firstWholeDay">
    /// Tells from which day on no raw event has expired: before it the rollup knows more than the raw table, so those days are neither compared with it nor built
    /// from it. Default: none expires.
    /// </param>
    public LandingStore(StoreTopology topology, Func<DateOnly>? firstWholeDay = null) =>
        (_topology, _firstWholeDay, _rebuild) = (topology, firstWholeDay, new RollupRebuild(topology, firstWholeDay));

    /// <summary>Makes the store of one server.</summary>
    public LandingStore(ClickHouseClient client, Func<DateOnly>? firstWholeDay = null)
        : this(StoreTopology.Of(client), firstWholeDay)
    {
    }

    /// <summary>Inserts a block. The same block with the same token, sent again, lands once, on each of the shards that its rows belong to.</summary>
    public Task InsertAsync(NativeBlock block, string token, CancellationToken cancellationToken) =>
        _topology.Client.InsertNativeAsync(Events, block, token, cancellationToken);

    /// <summary>Counts what the raw table holds of the batches, between two days (both included).</summary>
    public async Task<List<LandedCount>> CountAsync(
        ulong walId, IEnumerable<ulong> batches, DateOnly firstDay, DateOnly lastDay, CancellationToken cancellationToken)
    {
        var parameters = new ClickHouseParameters { { "wal_id", walId }, { "batches", batches }, { "first_day", firstDay }, { "last_day", lastDay } };
        var counts = await OfEachShardAsync(
            LandingSql.Count(_topology.Local(Events)),
            parameters,
            row => new LandedCount(row.ReadUInt64(), (int)row.ReadUInt32(), (long)row.ReadUInt64()),
            cancellationToken);
        return [.. counts.GroupBy(count => (count.WalBatch, count.Month), (key, shards) => new LandedCount(key.WalBatch, key.Month, shards.Sum(shard => shard.Rows)))];
    }

    /// <summary>Lists those of the days on which the rollup and the raw table differ; a day once for each log and shard that does.</summary>
    public Task<List<RollupDifference>> CompareRollupAsync(IEnumerable<DateOnly> days, CancellationToken cancellationToken) =>
        CompareAsync(new ClickHouseParameters { { "days", days.Where(IsWhole) } }, ofOneLog: false, cancellationToken);

    /// <summary>The same of what came through one log: what others insert meanwhile does not show.</summary>
    public Task<List<RollupDifference>> CompareRollupAsync(ulong walId, IEnumerable<DateOnly> days, CancellationToken cancellationToken) =>
        CompareAsync(new ClickHouseParameters { { "days", days.Where(IsWhole) }, { "wal_id", walId } }, ofOneLog: true, cancellationToken);

    /// <summary>Removes what the raw table holds of a batch in a month. The rollup of the month must then be rebuilt.</summary>
    public Task DeleteAsync(ulong walId, ulong batch, int month, CancellationToken cancellationToken) => _topology.OnEachShardAsync(
        new ClickHouseQuery(LandingSql.Delete(_topology.Local(Events)))
        {
            Parameters = new ClickHouseParameters { { "wal_id", walId }, { "batch", batch }, { "month", (long)month } },
            Timeout = RollupRebuild.Limit,
        },
        cancellationToken);

    /// <summary>Asks each of the store's servers which of its lives this is, in the order of the shards.</summary>
    public async Task<IReadOnlyList<ServerLife>> LivesAsync(CancellationToken cancellationToken)
    {
        var lives = new List<ServerLife>();
        foreach (var shard in _topology.Shards)
        {
            lives.AddRange(await shard.QueryAsync(
                LandingSql.Life, null, row => new ServerLife(DateTimeOffset.FromUnixTimeSeconds(row.ReadInt64()), row.ReadInt64()), cancellationToken));
        }

        return lives;
    }

    /// <summary>Computes what came through one log in a month of the rollup anew from the raw table, aside, and swaps it in at once.</summary>
    /// <param name="walId">The log.</param>
    /// <param name="month">The month, as year · 100 + month.</param>
    /// <param name="cancellationToken">Ends it; what was there stays.</param>
    public async Task RebuildRollupAsync(ulong walId, int month, CancellationToken cancellationToken)
    {
        CheckMonth(month);
        foreach (var shard in _topology.Shards)
        {
            await _topology.CatchUpAsync(shard, Events, cancellationToken);
            await _rebuild.RunAsync(shard, walId, month, cancellationToken);
        }
    }

    /// <summary>The same for every log that the month knows, one after the other. Nobody may insert into the month meanwhile.</summary>
    public async Task RebuildRollupAsync(int month, CancellationToken cancellationToken)
    {
        CheckMonth(month);
        var logs = await OfEachShardAsync(
            LandingSql.Logs(_topology.Local(Events), _topology.Local(Rollup)),
            new ClickHouseParameters { { "month", (long)month } },
            row => row.ReadUInt64(),
            cancellationToken);
        foreach (var log in logs.Distinct())
        {
            await RebuildRollupAsync(log, month, cancellationToken);
        }
    }

    private static void CheckMonth(int month)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(month, 197001);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(month, 214912);
    }

    private Task<List<RollupDifference>> CompareAsync(ClickHouseParameters parameters, bool ofOneLog, CancellationToken cancellationToken) => OfEachShardAsync(
        LandingSql.Compare(_topology.Local(Events), _topology.Local(Rollup), ofOneLog),
        parameters,
        row => new RollupDifference(row.ReadDate(), (long)row.ReadUInt64(), (long)row.ReadUInt64()),
        cancellationToken);

    private async Task<List<T>> OfEachShardAsync<T>(string sql, ClickHouseParameters parameters, Func<Rows.RowBinaryReader, T> read, CancellationToken cancellationToken)
    {
        var rows = new List<T>();
        foreach (var shard in _topology.Shards)
        {
            await _topology.CatchUpAsync(shard, Events, cancellationToken);
            await _topology.CatchUpAsync(shard, Rollup, cancellationToken);
            rows.AddRange(await shard.QueryAsync(sql, parameters, read, cancellationToken));
        }

        return rows;
    }

    /// <summary>Tells whether no raw event of the month can have expired: else its rows cannot be counted, and sending them again would double the rollup.</summary>
    public bool IsWhole(int month) => IsWhole(new DateOnly(month / 100, month % 100, 1));

    private bool IsWhole(DateOnly day) => _firstWholeDay is null || day >= _firstWholeDay();
}

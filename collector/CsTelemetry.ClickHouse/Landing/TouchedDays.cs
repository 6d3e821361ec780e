using CsTelemetry.ClickHouse.Clusters;

namespace CsTelemetry.ClickHouse.Landing;

/// <summary>Knows how far each log had landed at the last searches, and so on which days something new is. Not thread-safe.</summary>
internal sealed class TouchedDays(StoreTopology topology, ulong walId)
{
    private const int MaxDaysTogether = 31;

    private readonly DuplicateMarks[] _marks = [.. topology.Shards.Select(_ => new DuplicateMarks())];

    private string Events => topology.Local("events");

    public async Task<List<DuplicateSearch>> FindAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        var found = new List<DuplicateSearch>();
        var landed = new List<List<(ulong Log, ulong Batch)>>();
        for (var i = 0; i < topology.Shards.Count; i++)
        {
            landed.Add(await LandedAsync(topology.Shards[i], cancellationToken));
            var days = await TouchedDaysAsync(topology.Shards[i], _marks[i].Parameters(landed[i], since), landed[i].Count, cancellationToken);
            found.AddRange(days.Chunk(MaxDaysTogether).Select(chunk => new DuplicateSearch(i, WithNeighbours(chunk))));
        }

        // Only when all shards have answered: what is found by a call that fails would be lost.
        for (var i = 0; i < landed.Count; i++)
        {
            _marks[i].Move(landed[i]);
        }

        return found;
    }

    // How far each log has landed; nothing if there is no other.
    private async Task<List<(ulong Log, ulong Batch)>> LandedAsync(ClickHouseClient shard, CancellationToken cancellationToken)
    {
        var parameters = new ClickHouseParameters { { "wal_id", walId } };
        var others = await shard.QueryAsync(DuplicateSql.HasOthers(topology.Local("usage_daily")), parameters, row => row.ReadBoolean(), cancellationToken);
        if (!others[0])
        {
            return [];
        }

        await topology.CatchUpAsync(shard, "events", cancellationToken);
        return await shard.QueryAsync(DuplicateSql.Marks(Events), null, row => (row.ReadUInt64(), row.ReadUInt64()), cancellationToken);
    }

    private async Task<List<DateOnly>> TouchedDaysAsync(ClickHouseClient shard, ClickHouseParameters marks, int logCount, CancellationToken cancellationToken) =>
        logCount < 2 ? [] : await shard.QueryAsync(DuplicateSql.TouchedDays(Events), marks, row => row.ReadDate(), cancellationToken);

    private static List<DateOnly> WithNeighbours(IEnumerable<DateOnly> days) =>
        [.. days.SelectMany(day => (DateOnly[])[Before(day), day, day.AddDays(1)]).Distinct().Order()];

    // The first day that a Date has is the last one that this could meet.
    private static DateOnly Before(DateOnly day) => day > DateOnly.FromDateTime(DateTime.UnixEpoch) ? day.AddDays(-1) : day;
}

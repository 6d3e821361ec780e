using CsTelemetry.ClickHouse.Clusters;

namespace CsTelemetry.ClickHouse.Snapshots;

/// <summary>
/// Takes all tables as they are at one moment, for a backup, and loads them back; on a cluster those of each shard. A snapshot links
/// the parts of the tables into tables beside them, which takes no time and no room; they are read afterwards, while the collector
/// goes on. One user at a time; taking one assumes that nobody inserts meanwhile. Errors are <see cref="ClickHouseException"/>.
/// </summary>
public sealed class SnapshotStore
{
    private readonly List<ShardSnapshot> _shards;

    /// <summary>Makes the store of a cluster or of one server.</summary>
    public SnapshotStore(StoreTopology topology)
    {
        ArgumentNullException.ThrowIfNull(topology);
        _shards = [.. topology.Shards.Select((shard, index) => new ShardSnapshot(shard, index))];
    }

    /// <summary>Makes the store of one server.</summary>
    public SnapshotStore(ClickHouseClient client)
        : this(StoreTopology.Of(client))
    {
    }

    /// <summary>Gets how many shards there are; 1 without a cluster.</summary>
    public int ShardCount => _shards.Count;

    /// <summary>Lists the tables that a backup holds.</summary>
    public Task<List<string>> TablesAsync(CancellationToken cancellationToken) => _shards[0].TablesAsync(cancellationToken);

    /// <summary>Takes the snapshot. One that was left behind goes first.</summary>
    public Task TakeAsync(CancellationToken cancellationToken) => OnEachAsync(shard => shard.TakeAsync(cancellationToken));

    /// <summary>Lists what the snapshot holds.</summary>
    public async Task<List<SnapshotPartition>> PartitionsAsync(CancellationToken cancellationToken)
    {
        var found = new List<SnapshotPartition>();
        await OnEachAsync(async shard => found.AddRange(await shard.PartitionsAsync(cancellationToken)));
        return found;
    }

    /// <summary>Copies a partition of the snapshot, compressed by gzip. An error leaves a part in the target.</summary>
    public Task ReadAsync(SnapshotPartition partition, Stream target, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(partition);
        return ShardOf(partition).ReadAsync(partition, target, cancellationToken);
    }

    /// <summary>Loads what <see cref="ReadAsync"/> copied into its table on its shard, past the views: what they derive has partitions of its own.</summary>
    /// <exception cref="IOException">It has another number of rows than it should.</exception>
    public Task WriteAsync(SnapshotPartition partition, Stream gzip, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(partition);
        return ShardOf(partition).WriteAsync(partition, gzip, cancellationToken);
    }

    /// <summary>Counts the rows of all tables.</summary>
    public async Task<long> CountAllAsync(CancellationToken cancellationToken)
    {
        var rows = 0L;
        await OnEachAsync(async shard => rows += await shard.CountAllAsync(cancellationToken));
        return rows;
    }

    /// <summary>Lets the snapshot go.</summary>
    public Task DropAsync(CancellationToken cancellationToken) => OnEachAsync(shard => shard.DropAsync(cancellationToken));

    private ShardSnapshot ShardOf(SnapshotPartition partition) => partition.Shard >= 0 && partition.Shard < _shards.Count
        ? _shards[partition.Shard]
        : throw new ArgumentException($"The partition {partition.Id} of {partition.Table} is of shard {partition.Shard}; the store has {_shards.Count}.", nameof(partition));

    private async Task OnEachAsync(Func<ShardSnapshot, Task> work)
    {
        foreach (var shard in _shards)
        {
            await work(shard);
        }
    }
}

namespace CsTelemetry.ClickHouse.Clusters;

/// <summary>
/// Knows where the store is: one server, or the shards of a cluster. What is read and inserted goes through
/// <see cref="Client"/>, on a cluster by <c>Distributed</c> tables; what is changed in place goes to each of
/// <see cref="Shards"/>, where the rows are. Thread-safe.
/// </summary>
public sealed class StoreTopology : IDisposable
{
    // Never a part of the answer: what a shard that is down holds is not zero usage.
    private static readonly Dictionary<string, string> ClusterSettings = new()
    {
        ["skip_unavailable_shards"] = "0",
        ["distributed_product_mode"] = "global",
        ["distributed_foreground_insert"] = "1",
    };

    private StoreTopology(ClickHouseClient client, IReadOnlyList<ClickHouseClient> shards, ClusterLayout? cluster) =>
        (Client, Shards, Cluster) = (client, shards, cluster);

    /// <summary>Gets the client for the plain names of tables.</summary>
    public ClickHouseClient Client { get; }

    /// <summary>Gets one client for each shard, always in the same order; without a cluster, <see cref="Client"/> alone.</summary>
    public IReadOnlyList<ClickHouseClient> Shards { get; }

    /// <summary>Gets how the tables lie; null when one server has them all.</summary>
    public ClusterLayout? Cluster { get; }

    /// <summary>Describes one server that has everything. The client stays its maker's.</summary>
    public static StoreTopology Of(ClickHouseClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        return new StoreTopology(client, [client], null);
    }

    /// <summary>Makes the clients for a cluster.</summary>
    /// <param name="entry">Any server of it, or a balancer before them.</param>
    /// <param name="shards">The URL of one server of each shard; not of a balancer, for the steps of a repair must meet the same server. The same list, in the same order, for every collector.</param>
    /// <param name="cluster">How the tables lie.</param>
    /// <exception cref="ArgumentException">There are no shards, one comes twice, or the layout has faults.</exception>
    public static StoreTopology Open(ClickHouseEndpoint entry, IReadOnlyList<Uri> shards, ClusterLayout cluster)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(cluster);
        var faults = cluster.Faults().ToList();
        if (shards.Count == 0 || shards.Distinct().Count() < shards.Count)
        {
            faults.Add($"ClickHouse:Shards has {shards.Count} addresses; it must name one server of each shard, each once.");
        }

        if (faults.Count > 0)
        {
            throw new ArgumentException(string.Join(' ', faults), nameof(shards));
        }

        var options = new ClickHouseClientOptions { Settings = ClusterSettings };
        return new StoreTopology(
            new ClickHouseClient(entry, options),
            [.. shards.Select(url => new ClickHouseClient(new ClickHouseEndpoint(url, entry.User, entry.Password, entry.Database), options))],
            cluster);
    }

    /// <summary>Names the table that holds a shard's own rows.</summary>
    public string Local(string table) => Cluster is null ? table : table + ClusterLayout.LocalSuffix;

    /// <summary>Runs a statement without rows on every shard, one after the other. Whatever it is must bear repetition.</summary>
    public async Task OnEachShardAsync(ClickHouseQuery query, CancellationToken cancellationToken)
    {
        foreach (var shard in Shards)
        {
            await shard.ExecuteAsync(query, cancellationToken);
        }
    }

    /// <summary>
    /// Waits until the server of a shard has what other replicas of it have taken, so that what is counted there is
    /// all there is. Nothing to wait for without replicas.
    /// </summary>
    internal async Task CatchUpAsync(ClickHouseClient shard, string table, CancellationToken cancellationToken)
    {
        if (Cluster is { IsReplicated: true })
        {
            await shard.ExecuteAsync(CatchUpSql(shard.Endpoint.Database, Local(table)), null, cancellationToken);
        }
    }

    internal static string CatchUpSql(string database, string table) => $"SYSTEM SYNC REPLICA {database}.{table} LIGHTWEIGHT";

    /// <summary>Closes the connections to the shards and the entry.</summary>
    public void Dispose()
    {
        Client.Dispose();
        foreach (var shard in Shards)
        {
            shard.Dispose();
        }
    }
}

using CsTelemetry.ClickHouse.Clusters;

namespace CsTelemetry.Collector.Hosting;

/// <summary>The configuration section `ClickHouse:Cluster`: how the tables lie on the cluster of `ClickHouse:Shards`.</summary>
internal sealed class ClusterOptions
{
    /// <summary>Gets or sets the cluster's name in the servers' remote_servers. Default none.</summary>
    public string Name { get; set; } = "";

    /// <summary>Gets or sets whether the shards' tables are replicated. Default false.</summary>
    public bool Replicated { get; set; }

    /// <summary>Gets or sets whether the schema is changed by ON CLUSTER. Default false: on each of the shards' servers.</summary>
    public bool OnCluster { get; set; }

    /// <summary>Gets or sets the path of replicated tables in Keeper. Default `/clickhouse/tables/{uuid}/{shard}`.</summary>
    public string ReplicaPath { get; set; } = ClusterLayout.DefaultReplicaPath;

    public ClusterLayout ToLayout() => new(Name, Replicated, OnCluster, ReplicaPath);

    public IEnumerable<string> Faults(Uri? url, IList<Uri> shards)
    {
        if (shards.Count == 0)
        {
            if (Name.Length > 0)
            {
                yield return $"ClickHouse:Cluster:Name is \"{Name}\" and ClickHouse:Shards is empty; name one server of each shard, such as ClickHouse:Shards:0=http://HOST:8123/.";
            }

            yield break;
        }

        if (url is null)
        {
            yield return $"ClickHouse:Url is missing and ClickHouse:Shards has {shards.Count} addresses; name a server of the cluster, or a balancer before it, for reads and inserts.";
        }

        foreach (var shard in shards.Where(shard => !shard.IsAbsoluteUri || shard.Scheme is not ("http" or "https")))
        {
            yield return $"ClickHouse:Shards has \"{shard}\"; it must be http://HOST:8123/ or https://HOST:8443/.";
        }

        if (shards.Distinct().Count() < shards.Count)
        {
            yield return "ClickHouse:Shards names a server twice; name one server of each shard, each once.";
        }

        foreach (var fault in ToLayout().Faults())
        {
            yield return fault;
        }
    }
}

namespace CsTelemetry.ClickHouse.Clusters;

/// <summary>Says how the tables lie on a cluster. Immutable.</summary>
/// <param name="Name">The cluster's name in the servers' <c>remote_servers</c>.</param>
/// <param name="IsReplicated">Whether the shards' tables are <c>Replicated…</c>: then <paramref name="OnCluster"/> must be true, or replicas would lack tables.</param>
/// <param name="OnCluster">Whether the schema is changed by <c>ON CLUSTER</c>; else on each shard's server one after the other.</param>
/// <param name="ReplicaPath">The path of replicated tables in Keeper; must hold <c>{shard}</c> and <c>{uuid}</c>.</param>
public sealed record ClusterLayout(string Name, bool IsReplicated, bool OnCluster, string ReplicaPath = ClusterLayout.DefaultReplicaPath)
{
    /// <summary>The path that servers use when none is given: a table made anew never meets what an older one left.</summary>
    public const string DefaultReplicaPath = "/clickhouse/tables/{uuid}/{shard}";

    /// <summary>What the part of a table that lies on one shard is called: the table's name and this.</summary>
    internal const string LocalSuffix = "_local";

    /// <summary>Lists what is wrong with it; nothing, as a rule.</summary>
    public IEnumerable<string> Faults()
    {
        if (!Identifier.IsValid(Name))
        {
            yield return $"ClickHouse:Cluster:Name is \"{Name}\"; it {Identifier.Rule}.";
        }

        if (IsReplicated && !OnCluster)
        {
            yield return "ClickHouse:Cluster:Replicated is true and ClickHouse:Cluster:OnCluster is not; without it only one replica of each shard would get the tables. Set OnCluster, too.";
        }

        if (!ReplicaPath.StartsWith('/')
            || !ReplicaPath.Contains("{shard}", StringComparison.Ordinal)
            || !ReplicaPath.Contains("{uuid}", StringComparison.Ordinal)
            || ReplicaPath.AsSpan().ContainsAny('\'', '\\'))
        {
            yield return $"ClickHouse:Cluster:ReplicaPath is \"{ReplicaPath}\"; it must begin with / and hold {{shard}} and {{uuid}}, without quotes or backslashes, such as {DefaultReplicaPath}.";
        }
    }
}

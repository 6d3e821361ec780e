namespace CsTelemetry.ClickHouse.Hosting;

/// <summary>
/// Makes an embedded server one shard of a cluster whose servers all run on this machine: for trials and tests. The
/// servers talk on loopback as the user that owns the tables, whose password is therefore given, not drawn.
/// </summary>
/// <param name="ClusterName">The cluster's name in <c>remote_servers</c>.</param>
/// <param name="Number">Which of the shards this is, from 1.</param>
/// <param name="TcpPorts">The loopback port of each shard's native protocol; 1 to 16 of them.</param>
/// <param name="Password">The password of the user that owns the tables, the same on all shards.</param>
public sealed record EmbeddedShard(string ClusterName, int Number, IReadOnlyList<int> TcpPorts, string Password)
{
    private const int MaxShardCount = 16;

    internal int TcpPort => TcpPorts[Number - 1];

    internal bool IsValid =>
        Identifier.IsValid(ClusterName) && Password.Length > 0 && TcpPorts.Count <= MaxShardCount && Number >= 1 && Number <= TcpPorts.Count;

    /// <summary>Leaves the password out.</summary>
    public override string ToString() => $"shard {Number} of {TcpPorts.Count} of cluster {ClusterName}";
}

namespace CsTelemetry.ClickHouse.Snapshots;

/// <summary>Is a partition of a table at the moment of a snapshot.</summary>
/// <param name="Table">The table.</param>
/// <param name="Id">The partition's id, as ClickHouse names it: letters, digits and dashes.</param>
/// <param name="Rows">How many rows it has.</param>
/// <param name="Shard">The place of its shard in the list of shards, from 0; 0 without a cluster.</param>
public sealed record SnapshotPartition(string Table, string Id, long Rows, int Shard = 0);

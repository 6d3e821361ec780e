namespace CsTelemetry.ClickHouse.Schema;

/// <summary>One statement as a server is to run it.</summary>
/// <param name="Sql">The statement.</param>
/// <param name="OnEachShard">Whether it must be run on one server of each shard even where the schema is changed by ON CLUSTER, because it moves rows.</param>
internal sealed record RenderedStatement(string Sql, bool OnEachShard = false);

namespace CsTelemetry.ClickHouse.Knowledge;

internal static class KnowledgeSql
{
    private const string Row = "toInt8(kind), account_id, id, toInt8(source), version, recorded_by, removed, body";

    // The rows of all versions are counted so that what is read tells the state of the table that it was read from.
    public const string Newest =
        """
        SELECT toInt8(k.kind), k.account_id, k.id, toInt8(k.source), max(k.version),
               argMax(k.recorded_by, k.version), argMax(k.removed, k.version), argMax(k.body, k.version), count()
        FROM knowledge AS k
        WHERE k.tenant = {tenant:String} AND k.version <= {through:UInt64}
        GROUP BY k.kind, k.account_id, k.id, k.source
        """;

    public const string After =
        $$"""
        SELECT {{Row}}
        FROM knowledge
        WHERE tenant = {tenant:String} AND version > {after:UInt64}
        ORDER BY version
        LIMIT {limit:UInt32}
        """;

    public const string Marks = "SELECT tenant, count(), max(version) FROM knowledge WHERE tenant IN {tenants:Array(String)} GROUP BY tenant";

    public const string Tenants = "SELECT DISTINCT tenant FROM knowledge ORDER BY tenant";

    public const string History =
        $$"""
        SELECT {{Row}}
        FROM knowledge
        WHERE tenant = {tenant:String} AND toInt8(kind) = {kind:Int8} AND account_id = {account:String} AND id = {id:String} AND version < {before:UInt64}
        ORDER BY version DESC
        LIMIT {limit:UInt32}
        """;
}

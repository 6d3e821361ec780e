using System.IO.Compression;

namespace CsTelemetry.ClickHouse.Snapshots;

/// <summary>The tables of one server as they are at one moment: <see cref="SnapshotStore"/> has one for each shard.</summary>
internal sealed class ShardSnapshot(ClickHouseClient client, int shard)
{
    private const string Prefix = "snapshot_";
    private const string Format = "Native";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan UploadLimit = TimeSpan.FromHours(12);

    // What is being worked on, and what every database is given by its migrations.
    private const string TablesSql =
        """
        SELECT name FROM system.tables
        WHERE database = currentDatabase() AND engine LIKE '%MergeTree' AND NOT startsWith(name, '.') AND NOT startsWith(name, 'snapshot_')
          AND replaceRegexpOne(name, '_local$', '') NOT IN ('schema_migrations', 'events_rebuild', 'audit_duplicates', 'erasing')
          AND NOT startsWith(name, 'usage_daily_rebuild') AND NOT startsWith(name, 'events_probe_')
        ORDER BY name
        """;

    private const string LeftSql = "SELECT name FROM system.tables WHERE database = currentDatabase() AND startsWith(name, 'snapshot_') ORDER BY name";

    private const string PartitionsSql =
        "SELECT DISTINCT partition_id FROM system.parts WHERE database = currentDatabase() AND table = {table:String} AND active ORDER BY partition_id";

    public Task<List<string>> TablesAsync(CancellationToken cancellationToken) => client.QueryAsync(TablesSql, null, row => row.ReadString(), cancellationToken);

    public async Task TakeAsync(CancellationToken cancellationToken)
    {
        await DropAsync(cancellationToken);
        foreach (var table in await TablesAsync(cancellationToken))
        {
            await CreateLikeAsync(table, cancellationToken);
            foreach (var partition in await PartitionIdsAsync(table, cancellationToken))
            {
                await AttachAsync(Prefix + table, partition, table, cancellationToken);
            }
        }
    }

    public async Task<List<SnapshotPartition>> PartitionsAsync(CancellationToken cancellationToken)
    {
        var found = new List<SnapshotPartition>();
        foreach (var name in await client.QueryAsync(LeftSql, null, row => row.ReadString(), cancellationToken))
        {
            foreach (var partition in await PartitionIdsAsync(name, cancellationToken))
            {
                found.Add(new SnapshotPartition(name[Prefix.Length..], partition, await CountAsync(name, partition, cancellationToken), shard));
            }
        }

        return found;
    }

    public async Task ReadAsync(SnapshotPartition partition, Stream target, CancellationToken cancellationToken)
    {
        using var gzip = new GZipStream(target, CompressionLevel.Fastest, leaveOpen: true);
        var query = new ClickHouseQuery($"SELECT * FROM {Identifier.Check(Prefix + partition.Table, "table")} WHERE _partition_id = {{partition:String}}")
        {
            Parameters = new() { { "partition", partition.Id } },
            Timeout = Limit,
        };
        await client.DownloadAsync(query, Format, gzip, cancellationToken);
    }

    public async Task WriteAsync(SnapshotPartition partition, Stream gzip, CancellationToken cancellationToken)
    {
        var staging = Prefix + partition.Table;
        await ExecuteAsync($"DROP TABLE IF EXISTS {Identifier.Check(staging, "table")} SYNC", cancellationToken);
        await CreateLikeAsync(partition.Table, cancellationToken);
        await client.UploadAsync(staging, Format, gzip, UploadLimit, cancellationToken);
        var loaded = await CountAsync(staging, partition.Id, cancellationToken);
        if (loaded != partition.Rows)
        {
            throw new IOException($"The partition {partition.Id} of {partition.Table} has {loaded} rows after loading instead of {partition.Rows}.");
        }

        await AttachAsync(partition.Table, partition.Id, staging, cancellationToken);
        await ExecuteAsync($"DROP TABLE {staging} SYNC", cancellationToken);
    }

    public async Task<long> CountAllAsync(CancellationToken cancellationToken)
    {
        var rows = await client.QueryAsync(
            "SELECT sum(rows) FROM system.parts WHERE database = currentDatabase() AND active AND table NOT IN ('schema_migrations', 'schema_migrations_local')", null, row => (long)row.ReadUInt64(), cancellationToken);
        return rows[0];
    }

    public async Task DropAsync(CancellationToken cancellationToken)
    {
        foreach (var name in await client.QueryAsync(LeftSql, null, row => row.ReadString(), cancellationToken))
        {
            await ExecuteAsync($"DROP TABLE IF EXISTS {Identifier.Check(name, "table")} SYNC", cancellationToken);
        }
    }

    // Merges would change what is counted: they are kept from finding anything small enough.
    private async Task CreateLikeAsync(string table, CancellationToken cancellationToken)
    {
        await ExecuteAsync($"CREATE TABLE {Identifier.Check(Prefix + table, "table")} AS {Identifier.Check(table, "table")}", cancellationToken);
        await ExecuteAsync(
            $"ALTER TABLE {Prefix}{table} MODIFY SETTING max_bytes_to_merge_at_max_space_in_pool = 1, max_bytes_to_merge_at_min_space_in_pool = 1, max_number_of_merges_with_ttl_in_pool = 0", cancellationToken);
    }

    private Task AttachAsync(string table, string partition, string from, CancellationToken cancellationToken) =>
        ExecuteAsync($"ALTER TABLE {Identifier.Check(table, "table")} ATTACH PARTITION ID '{CheckId(partition)}' FROM {Identifier.Check(from, "table")}", cancellationToken);

    // A partition cannot be a parameter.
    private static string CheckId(string partition) =>
        partition.Length is > 0 and <= 64 && partition.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')
            ? partition
            : throw new ArgumentException($"The partition id '{partition}' is not of letters, digits and dashes.", nameof(partition));

    private Task<List<string>> PartitionIdsAsync(string table, CancellationToken cancellationToken) =>
        client.QueryAsync(PartitionsSql, new ClickHouseParameters { { "table", table } }, row => row.ReadString(), cancellationToken);

    private async Task<long> CountAsync(string table, string partition, CancellationToken cancellationToken) =>
        (await client.QueryAsync(
            $"SELECT count() FROM {Identifier.Check(table, "table")} WHERE _partition_id = {{partition:String}}",
            new ClickHouseParameters { { "partition", partition } },
            row => (long)row.ReadUInt64(),
            cancellationToken))[0];

    private Task ExecuteAsync(string sql, CancellationToken cancellationToken) =>
        client.ExecuteAsync(new ClickHouseQuery(sql) { Timeout = Limit }, cancellationToken);
}

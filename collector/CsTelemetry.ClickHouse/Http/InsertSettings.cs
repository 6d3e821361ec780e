namespace CsTelemetry.ClickHouse.Http;

/// <summary>
/// Pins everything that decides how ClickHouse cuts, deduplicates and acknowledges an insert.
/// Servers change these defaults between versions; an insert that is sent again after such a change
/// must still be recognised, so none is left to the server.
/// </summary>
internal static class InsertSettings
{
    internal static readonly KeyValuePair<string, string>[] Pinned =
    [
        // The answer must mean "stored", not "queued" and not "being stored".
        new("async_insert", "0"),
        new("wait_end_of_query", "1"),

        // The token decides for the raw table and, through it, for every view's target.
        new("deduplicate_insert", "enable"),
        new("deduplicate_blocks_in_dependent_materialized_views", "1"),
        new("materialized_views_ignore_errors", "0"),

        // One POST is one block, cut nowhere: the token of a block cut elsewhere is another token.
        new("max_insert_block_size", "1048449"),
        new("min_insert_block_size_rows", "1048449"),
        new("min_insert_block_size_bytes", "268402944"),
        new("max_insert_threads", "1"),
        new("input_format_parallel_parsing", "0"),

        // On a cluster it must mean "stored on every shard"; a server alone does not look at it.
        new("distributed_foreground_insert", "1"),

        // The rollup's view makes a row per event; its engine must add up equal keys before the part is written.
        new("optimize_on_insert", "1"),

        // A replay may span decades of monthly partitions. The default of 100 would refuse the same
        // frozen block for ever.
        new("max_partitions_per_insert_block", "1000"),
    ];

    /// <summary>Rows as they were stored, into a table that nobody reads yet: every one of them, however alike.</summary>
    internal static readonly KeyValuePair<string, string>[] Bulk =
    [
        new("async_insert", "0"),
        new("wait_end_of_query", "1"),
        new("insert_deduplicate", "0"),
        new("distributed_foreground_insert", "1"),
        new("optimize_on_insert", "0"),
        new("input_format_parallel_parsing", "0"),
        new("max_partitions_per_insert_block", "1000"),
    ];
}

namespace CsTelemetry.ClickHouse.Tests.Servers;

/// <summary>Counts what raw and rollup hold, for tests that compare the two.</summary>
internal sealed record Books(ulong RawRows, ulong RollupEvents, ulong RawQuantity, ulong RollupQuantity)
{
    internal static async Task<Books> ReadAsync(ClickHouseClient client)
    {
        const string Sql =
            """
            SELECT
                (SELECT count() FROM events), (SELECT sum(events) FROM usage_daily),
                (SELECT sum(quantity) FROM events), (SELECT sum(quantity) FROM usage_daily)
            """;
        var rows = await client.QueryAsync(
            Sql,
            null,
            row => new Books(Number(row), Number(row), Number(row), Number(row)),
            CancellationToken.None);
        return rows[0];
    }

    // A scalar subquery is Nullable.
    private static ulong Number(Rows.RowBinaryReader row) => row.ReadNullable(value => value.ReadUInt64()) ?? 0;
}

using CsTelemetry.ClickHouse.Native;
using CsTelemetry.ClickHouse.Schema;
using CsTelemetry.ClickHouse.Tests.Servers;

namespace CsTelemetry.ClickHouse.Tests.Native;

[Collection(EmbeddedServerTests.Name)]
public sealed class NativeInsertTests(EmbeddedFixture fixture) : IDisposable
{
    private const string EveryType =
        """
        CREATE TABLE every_type
        (
            s String, low LowCardinality(String), u8 UInt8, e Enum8('minus' = -3, 'plus' = 5), u16 UInt16, u32 UInt32, u64 UInt64, i64 Int64,
            u128 UInt128, f Float64, b Bool, d Date, t DateTime64(3, 'UTC'), m Map(LowCardinality(String), String)
        )
        ENGINE = MergeTree ORDER BY u8
        """;

    private readonly NativeBlockWriter _writer = new();

    public void Dispose() => _writer.Dispose();

    [Fact]
    public async Task Every_column_type_arrives_as_it_was_written()
    {
        using var client = await fixture.NewDatabaseAsync();
        await client.ExecuteAsync(EveryType, null, CancellationToken.None);
        WriteEveryType();

        await client.InsertNativeAsync("every_type", _writer.EndBlock(), "token-1", CancellationToken.None);

        var rows = await client.QueryAsync(
            "SELECT toString(tuple(s, low, u8, e, u16, u32, u64, i64, u128, f, b, d, t, m)) FROM every_type ORDER BY u8",
            null,
            row => row.ReadString(),
            CancellationToken.None);
        Assert.Equal(
            [
                "('','low',0,'minus',0,0,0,-9223372036854775808,0,-0.5,false,'1970-01-01','1970-01-01 00:00:00.000',{})",
                "('naïve','',255,'plus',65535,4294967295,18446744073709551615,9223372036854775807,340282366920938463463374607431768211455,1e300,true,'2149-06-06','2026-01-02 03:04:05.678',{'k':'v','':''})",
            ],
            rows);
    }

    [Fact]
    public async Task An_event_comes_back_with_every_column()
    {
        using var client = await MigratedAsync();
        await client.InsertNativeAsync("events", EventBlocks.Write(_writer, 12, walBatch: 500), "b500", CancellationToken.None);

        var row = await client.QueryAsync(
            """
            SELECT concatWithSeparator('|', tenant, account_id, kind, feature, day, user_id, session_id, platform, actor_kind, quantity, value, duration_ms,
                occurred_at, received_at, application, environment, sdk, properties, client_instance_id, sequence, wal_id, wal_batch)
            FROM events WHERE sequence = 511 AND wal_batch = {batch:UInt64}
            """,
            new() { { "batch", 500 } },
            row => row.ReadString(),
            CancellationToken.None);

        Assert.Equal(
            [
                "acme|account-4|login|feature.1|2025-06-14|user-11|session-1|server|agent|4|5.5|11|2025-06-15 15:06:40.011|2025-06-15 15:06:40.261"
                + "|web|production|cstelemetry-dotnet/0.1.0|{'plan':'0-11','role':'1-11'}|18364758544493064720|511|7|500",
            ],
            row);
    }

    [Fact]
    public async Task One_block_may_span_sixteen_years_of_months()
    {
        using var client = await MigratedAsync();

        await client.InsertNativeAsync("events", EventBlocks.Write(_writer, 16 * 366, days: 16 * 366), "b1", CancellationToken.None);

        var months = await client.QueryAsync("SELECT uniqExact(toYYYYMM(day)) FROM events", null, row => row.ReadUInt64(), CancellationToken.None);
        Assert.Equal([193ul], months);
        Assert.Equal(new Books(5856, 5856, 14640, 14640), await Books.ReadAsync(client));
    }

    [Fact]
    public async Task The_same_block_with_the_same_token_counts_once_in_raw_and_rollup()
    {
        using var client = await MigratedAsync();
        var block = EventBlocks.Write(_writer, 1000, kind: 8);

        await client.InsertNativeAsync("events", block, "b1", CancellationToken.None);
        await client.InsertNativeAsync("events", block, "b1", CancellationToken.None);

        Assert.Equal(new Books(1000, 1000, 2500, 2500), await Books.ReadAsync(client));
    }

    [Fact]
    public async Task The_same_block_with_another_token_counts_twice()
    {
        using var client = await MigratedAsync();
        var block = EventBlocks.Write(_writer, 1000);

        await client.InsertNativeAsync("events", block, "b1", CancellationToken.None);
        await client.InsertNativeAsync("events", block, "b2", CancellationToken.None);

        Assert.Equal(new Books(2000, 2000, 5000, 5000), await Books.ReadAsync(client));
    }

    [Fact]
    public async Task A_token_is_remembered_over_ten_later_inserts_and_a_merge()
    {
        using var client = await MigratedAsync();
        for (ulong batch = 0; batch < 10; batch++)
        {
            await client.InsertNativeAsync("events", EventBlocks.Write(_writer, 100, batch), $"b{batch}", CancellationToken.None);
        }

        await client.ExecuteAsync("OPTIMIZE TABLE events FINAL", null, CancellationToken.None);
        await client.ExecuteAsync("OPTIMIZE TABLE usage_daily FINAL", null, CancellationToken.None);
        await client.InsertNativeAsync("events", EventBlocks.Write(_writer, 100, 0), "b0", CancellationToken.None);

        Assert.Equal(new Books(1000, 1000, 2500, 2500), await Books.ReadAsync(client));
    }

    [Fact]
    public async Task Raw_and_rollup_balance_per_day_and_kind()
    {
        using var client = await MigratedAsync();
        await client.InsertNativeAsync("events", EventBlocks.Write(_writer, 5000, 1, days: 3), "b1", CancellationToken.None);
        await client.InsertNativeAsync("events", EventBlocks.Write(_writer, 5000, 5001, days: 5), "b2", CancellationToken.None);

        var differences = await client.QueryAsync(
            """
            SELECT count() FROM
                (SELECT day, kind, count() AS n, sum(quantity) AS q, sum(duration_ms) AS ms, sum(value) AS v, min(occurred_at) AS a, max(occurred_at) AS z FROM events GROUP BY day, kind) AS raw
            FULL JOIN
                (SELECT day, kind, sum(events) AS n, sum(quantity) AS q, sum(duration_ms) AS ms, sum(value) AS v, min(first_at) AS a, max(last_at) AS z FROM usage_daily GROUP BY day, kind) AS rollup
            USING (day, kind) WHERE (raw.n, raw.q, raw.ms, raw.v, raw.a, raw.z) != (rollup.n, rollup.q, rollup.ms, rollup.v, rollup.a, rollup.z)
            """,
            null,
            row => row.ReadUInt64(),
            CancellationToken.None);

        Assert.Equal([0ul], differences);
    }

    [Theory]
    [InlineData(9, "account_attributes", "account_id")]
    [InlineData(8, "user_attributes", "account_id, user_id")]
    [InlineData(4, "none", "account_id")]
    public async Task Attributes_are_kept_with_the_moment_from_which_they_hold(sbyte kind, string table, string owner)
    {
        using var client = await MigratedAsync();
        await client.InsertNativeAsync("events", EventBlocks.Write(_writer, 30, kind: kind), "b1", CancellationToken.None);

        string[] tables = ["account_attributes", "user_attributes"];
        foreach (var other in tables.Where(name => name != table))
        {
            Assert.Equal([0ul], await client.QueryAsync($"SELECT count() FROM {other}", null, row => row.ReadUInt64(), CancellationToken.None));
        }

        if (tables.Contains(table))
        {
            var rows = await client.QueryAsync(
                $"SELECT concatWithSeparator('|', tenant, toString(tuple({owner})), attribute, value, occurred_at) FROM {table} FINAL WHERE value LIKE '%-29' ORDER BY attribute",
                null,
                row => row.ReadString(),
                CancellationToken.None);
            var expected = kind == 9 ? "('account-1')" : "('account-1','user-3')";
            Assert.Equal([$"acme|{expected}|plan|0-29|2025-06-15 15:06:40.029", $"acme|{expected}|role|1-29|2025-06-15 15:06:40.029"], rows);
        }
    }

    [Fact]
    public async Task A_block_that_does_not_fit_the_table_is_a_permanent_error()
    {
        using var client = await MigratedAsync();
        _writer.BeginBlock(1, 1);
        _writer.BeginColumn("no_such_column", NativeType.String);
        _writer.WriteString("x"u8);

        var error = await Assert.ThrowsAsync<ClickHouseException>(() =>
            client.InsertNativeAsync("events", _writer.EndBlock(), "b1", CancellationToken.None));

        Assert.Equal((16, "NO_SUCH_COLUMN_IN_TABLE", false), (error.Code, error.Name, error.IsTransient));
    }

    [Theory]
    [InlineData("events; DROP TABLE events")]
    [InlineData("other.events")]
    public async Task A_table_name_that_could_change_the_statement_is_refused(string table)
    {
        using var client = new ClickHouseClient(fixture.Endpoint);

        await Assert.ThrowsAsync<ArgumentException>(() =>
            client.InsertNativeAsync(table, EventBlocks.Write(_writer, 1), "b1", CancellationToken.None));
    }

    private async Task<ClickHouseClient> MigratedAsync()
    {
        var client = await fixture.NewDatabaseAsync();
        await new SchemaMigrator(client).MigrateAsync(CancellationToken.None);
        return client;
    }

    private void WriteEveryType()
    {
        _writer.BeginBlock(14, 2);
        Two("s", NativeType.String, () => _writer.WriteString(""u8), () => _writer.WriteString("naïve"u8));
        Two("low", NativeType.String, () => _writer.WriteString("low"u8), () => _writer.WriteString(""u8));
        Two("u8", NativeType.UInt8, () => _writer.WriteUInt8(0), () => _writer.WriteUInt8(255));
        Two("e", NativeType.Int8, () => _writer.WriteInt8(-3), () => _writer.WriteInt8(5));
        Two("u16", NativeType.UInt16, () => _writer.WriteUInt16(0), () => _writer.WriteUInt16(ushort.MaxValue));
        Two("u32", NativeType.UInt32, () => _writer.WriteUInt32(0), () => _writer.WriteUInt32(uint.MaxValue));
        Two("u64", NativeType.UInt64, () => _writer.WriteUInt64s([0, ulong.MaxValue]), () => { });
        Two("i64", NativeType.Int64, () => _writer.WriteInt64(long.MinValue), () => _writer.WriteInt64(long.MaxValue));
        Two("u128", NativeType.UInt128, () => _writer.WriteUInt128(0), () => _writer.WriteUInt128(UInt128.MaxValue));
        Two("f", NativeType.Float64, () => _writer.WriteFloat64(-0.5), () => _writer.WriteFloat64s([1e300]));
        Two("b", NativeType.Boolean, () => _writer.WriteBoolean(false), () => _writer.WriteBoolean(true));
        Two("d", NativeType.Date, () => _writer.WriteDate(0), () => _writer.WriteDate(ushort.MaxValue));
        Two("t", NativeType.DateTime64, () => _writer.WriteDateTime64(0), () => _writer.WriteDateTime64(1_767_323_045_678));
        Two("m", NativeType.MapOfStrings, () => _writer.WriteMapSize(0), () => _writer.WriteMapSize(2));
        _writer.WriteMapKey("k"u8);
        _writer.WriteMapKey(""u8);
        _writer.WriteMapValue("v"u8);
        _writer.WriteMapValue(""u8);
    }

    private void Two(string name, NativeType type, Action first, Action second)
    {
        _writer.BeginColumn(name, type);
        first();
        second();
    }
}

using CsTelemetry.ClickHouse.Rows;
using CsTelemetry.ClickHouse.Tests.Servers;

namespace CsTelemetry.ClickHouse.Tests.Client;

[Collection(EmbeddedServerTests.Name)]
public sealed class QueryTests(EmbeddedFixture fixture) : IDisposable
{
    private readonly ClickHouseClient _client = new(fixture.Endpoint.WithDatabase("default"));

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task A_ping_is_answered()
    {
        await _client.PingAsync(CancellationToken.None);
    }

    [Fact]
    public async Task The_embedded_server_is_the_pinned_version()
    {
        var version = await _client.VersionAsync(CancellationToken.None);

        Assert.Equal(new Version(26, 7), new Version(version.Major, version.Minor));
    }

    [Fact]
    public async Task The_same_client_speaks_to_a_server_that_is_named_by_url_user_and_password()
    {
        using var external = new ClickHouseClient(
            new ClickHouseEndpoint(new Uri(fixture.Endpoint.Url.AbsoluteUri), fixture.Endpoint.User, fixture.Endpoint.Password, "default"));

        var users = await external.QueryAsync("SELECT currentUser()", null, row => row.ReadString(), CancellationToken.None);

        Assert.Equal(["collector"], users);
    }

    [Fact]
    public async Task A_wrong_password_is_a_permanent_error_that_does_not_tell_it()
    {
        using var stranger = new ClickHouseClient(fixture.Endpoint.WithUser("collector", "not-the-password"));

        var error = await Assert.ThrowsAsync<ClickHouseException>(() => stranger.ExecuteAsync("SELECT 1", null, CancellationToken.None));

        Assert.Equal((516, "AUTHENTICATION_FAILED", false), (error.Code, error.Name, error.IsTransient));
        Assert.DoesNotContain("not-the-password", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_column_type_is_read_as_it_was_selected()
    {
        const string Sql =
            """
            SELECT
                toUInt8(200), toUInt16(60000), toUInt32(4000000000), toUInt64(18446744073709551615),
                toInt8(-100), toInt16(-30000), toInt32(-2000000000), toInt64(-9223372036854775808),
                toUInt128('340282366920938463463374607431768211455'), toFloat32(1.5), toFloat64(-0.1),
                'naïve 🙂', toDate('2149-06-06'), toDateTime64('2026-01-02 03:04:05.678', 3, 'Europe/Berlin'),
                true, CAST(NULL AS Nullable(UInt8)), CAST(7 AS Nullable(UInt8)), CAST(NULL AS Nullable(String)),
                ['a', '', 'c'], toLowCardinality('low'), CAST('b' AS Enum8('a' = -1, 'b' = 2)), map('k', 'v', 'l', ''),
                [[1], []]::Array(Array(UInt16)), ''
            """;

        var rows = await _client.QueryAsync(Sql, null, ReadEveryType, CancellationToken.None);

        Assert.Equal(
            [
                (byte)200, (ushort)60000, 4000000000u, ulong.MaxValue, (sbyte)-100, (short)-30000, -2000000000, long.MinValue,
                UInt128.MaxValue, 1.5f, -0.1, "naïve 🙂", new DateOnly(2149, 6, 6), new DateTimeOffset(2026, 1, 2, 2, 4, 5, 678, TimeSpan.Zero),
                true, null, (byte)7, null, "a||c", "low", (sbyte)2, "k=v,l=", "1;", "",
            ],
            Assert.Single(rows));
    }

    [Fact]
    public async Task Rows_larger_than_the_buffer_arrive_whole()
    {
        var lengths = await _client.QueryAsync(
            "SELECT repeat(toString(number), {bytes:UInt32}) FROM numbers(3)",
            new() { { "bytes", 1_000_000 } },
            row => row.ReadString(),
            CancellationToken.None);

        Assert.Equal([new string('0', 1_000_000), new string('1', 1_000_000), new string('2', 1_000_000)], lengths);
    }

    [Fact]
    public async Task A_large_result_is_streamed_in_order()
    {
        ulong next = 0;
        var query = new ClickHouseQuery("SELECT number, repeat('x', number % 50) FROM numbers(1000000)");

        await foreach (var (number, length) in _client.StreamAsync(query, row => (row.ReadUInt64(), row.ReadBytes().Length), CancellationToken.None))
        {
            if (number != next || length != (int)(next % 50))
            {
                Assert.Fail($"Row {next} is ({number}, {length}).");
            }

            next++;
        }

        Assert.Equal(1_000_000ul, next);
    }

    [Fact]
    public async Task A_stream_that_is_left_early_leaves_the_client_usable()
    {
        var query = new ClickHouseQuery("SELECT number FROM numbers(100000000)");
        await foreach (var number in _client.StreamAsync(query, row => row.ReadUInt64(), CancellationToken.None))
        {
            if (number == 10)
            {
                break;
            }
        }

        await _client.ExecuteAsync("SELECT 1", null, CancellationToken.None);
    }

    [Fact]
    public async Task An_answer_over_the_limit_is_refused_with_the_limit_and_the_way_out()
    {
        var query = new ClickHouseQuery("SELECT number FROM numbers(1000000)") { MaxResponseBytes = 100_000 };

        var error = await Assert.ThrowsAsync<ClickHouseException>(() => _client.QueryAsync(query, row => row.ReadUInt64(), CancellationToken.None));

        Assert.Equal((ClickHouseException.AnswerName, false), (error.Name, error.IsTransient));
        Assert.Contains("over 100000 bytes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_over_the_limit_is_refused()
    {
        using var client = new ClickHouseClient(fixture.Endpoint.WithDatabase("default"), new ClickHouseClientOptions { MaxRowBytes = 4096 });

        var error = await Assert.ThrowsAsync<ClickHouseException>(() => client.QueryAsync(
            "SELECT repeat('x', 1000000)", null, row => row.ReadString(), CancellationToken.None));

        Assert.Contains("MaxRowBytes (4096)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_read_function_that_expects_more_columns_is_told_so()
    {
        var error = await Assert.ThrowsAsync<ClickHouseException>(() => _client.QueryAsync(
            "SELECT toUInt8(1)", null, row => row.ReadUInt64(), CancellationToken.None));

        Assert.Contains("the SQL's columns and the read function differ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_and_query_id_of_one_request_reach_the_server()
    {
        var id = Guid.NewGuid().ToString();
        var query = new ClickHouseQuery("SELECT toUInt64(getSetting('max_block_size')), queryID()")
        {
            QueryId = id,
            Settings = new Dictionary<string, string> { ["max_block_size"] = "1234" },
        };

        var rows = await _client.QueryAsync(query, row => (row.ReadUInt64(), row.ReadString()), CancellationToken.None);

        Assert.Equal([(1234ul, id)], rows);
    }

    [Fact]
    public async Task A_cancelled_query_throws_what_the_caller_expects()
    {
        using var cancel = new CancellationTokenSource();
        var query = _client.QueryAsync("SELECT sleepEachRow(1) FROM numbers(50) SETTINGS max_block_size = 1", null, row => row.ReadUInt8(), cancel.Token);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => query);
    }

    private static object?[] ReadEveryType(RowBinaryReader row) =>
    [
        row.ReadUInt8(), row.ReadUInt16(), row.ReadUInt32(), row.ReadUInt64(), row.ReadInt8(), row.ReadInt16(), row.ReadInt32(), row.ReadInt64(),
        row.ReadUInt128(), row.ReadFloat32(), row.ReadFloat64(), row.ReadString(), row.ReadDate(), row.ReadDateTime64(),
        row.ReadBoolean(), row.ReadNullable(value => value.ReadUInt8()), row.ReadNullable(value => value.ReadUInt8()), row.ReadNullableString(),
        string.Join('|', row.ReadArray(value => value.ReadString())), row.ReadString(), row.ReadInt8(),
        string.Join(',', row.ReadMap().OrderBy(pair => pair.Key).Select(pair => $"{pair.Key}={pair.Value}")),
        string.Join(';', row.ReadArray(inner => string.Join(',', inner.ReadArray(value => value.ReadUInt16())))), row.ReadString(),
    ];
}

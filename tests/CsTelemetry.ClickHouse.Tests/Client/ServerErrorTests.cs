using CsTelemetry.ClickHouse.Tests.Servers;

namespace CsTelemetry.ClickHouse.Tests.Client;

[Collection(EmbeddedServerTests.Name)]
public sealed class ServerErrorTests(EmbeddedFixture fixture) : IDisposable
{
    private readonly ClickHouseClient _client = new(fixture.Endpoint.WithDatabase("default"));

    public void Dispose() => _client.Dispose();

    [Theory]
    [InlineData("SELECT 1 +", 62, "SYNTAX_ERROR")]
    [InlineData("SELECT * FROM no_such_table", 60, "UNKNOWN_TABLE")]
    [InlineData("SELECT no_such_column", 47, "UNKNOWN_IDENTIFIER")]
    [InlineData("SELECT toUInt8('many')", 6, "CANNOT_PARSE_TEXT")]
    [InlineData("SELECT {a:UInt8}", 456, "UNKNOWN_QUERY_PARAMETER")]
    public async Task A_wrong_statement_is_a_permanent_error_with_number_name_and_query_id(string sql, int code, string name)
    {
        var error = await Assert.ThrowsAsync<ClickHouseException>(() => _client.ExecuteAsync(sql, null, CancellationToken.None));

        Assert.Equal((code, name, false), (error.Code, error.Name, error.IsTransient));
        Assert.True(Guid.TryParse(error.QueryId, out _), $"Query id '{error.QueryId}'.");
    }

    [Fact]
    public async Task Too_little_memory_is_a_transient_error()
    {
        var query = new ClickHouseQuery("SELECT groupArray(number) FROM numbers(10000000)")
        {
            Settings = new Dictionary<string, string> { ["max_memory_usage"] = "10000000" },
        };

        var error = await Assert.ThrowsAsync<ClickHouseException>(() => _client.ExecuteAsync(query, CancellationToken.None));

        Assert.Equal((241, "MEMORY_LIMIT_EXCEEDED", true), (error.Code, error.Name, error.IsTransient));
    }

    [Fact]
    public async Task The_server_gives_up_when_the_clients_time_limit_is_near()
    {
        var query = new ClickHouseQuery("SELECT sleepEachRow(0.5) FROM numbers(50) SETTINGS max_block_size = 1")
        {
            Timeout = TimeSpan.FromSeconds(30),
            Settings = new Dictionary<string, string> { ["max_execution_time"] = "1" },
        };

        var error = await Assert.ThrowsAsync<ClickHouseException>(() => _client.ExecuteAsync(query, CancellationToken.None));

        Assert.Equal((159, "TIMEOUT_EXCEEDED", true), (error.Code, error.Name, error.IsTransient));
    }

    [Fact]
    public async Task A_failure_in_mid_stream_comes_after_true_rows_and_never_as_rows()
    {
        ulong count = 0;
        var query = new ClickHouseQuery("SELECT number, throwIf(number = 500000, 'it broke') FROM numbers(1000000)")
        {
            Settings = new Dictionary<string, string> { ["max_block_size"] = "1000" },
        };

        var error = await Assert.ThrowsAsync<ClickHouseException>(async () =>
        {
            await foreach (var number in _client.StreamAsync(query, row => (row.ReadUInt64(), row.ReadUInt8()).Item1, CancellationToken.None))
            {
                Assert.Equal(count++, number);
            }
        });

        Assert.InRange(count, 1ul, 500_000ul);
        Assert.Equal((395, "FUNCTION_THROW_IF_VALUE_IS_NON_ZERO", false), (error.Code, error.Name, error.IsTransient));
        Assert.EndsWith("(version 26.7.2.1)", error.Message, StringComparison.Ordinal);
        Assert.Contains("it broke", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_failure_in_a_collected_query_comes_instead_of_rows()
    {
        var error = await Assert.ThrowsAsync<ClickHouseException>(() => _client.QueryAsync(
            "SELECT throwIf(number = 500000, 'it broke') FROM numbers(1000000)", null, row => row.ReadUInt8(), CancellationToken.None));

        Assert.Equal(395, error.Code);
    }
}

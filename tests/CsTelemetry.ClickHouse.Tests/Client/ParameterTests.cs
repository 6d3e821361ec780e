using CsTelemetry.ClickHouse.Tests.Servers;

namespace CsTelemetry.ClickHouse.Tests.Client;

[Collection(EmbeddedServerTests.Name)]
public sealed class ParameterTests(EmbeddedFixture fixture) : IDisposable
{
    private readonly ClickHouseClient _client = new(fixture.Endpoint.WithDatabase("default"));

    public void Dispose() => _client.Dispose();

    public static TheoryData<string> Nasty { get; } =
    [
        "", "'", "\\", "\\'", "'; DROP DATABASE default; --", "{a:String}", "a\tb\nc\rd\be\ff", "zero\0byte", "\\N", "\\t", "\\x41", "100%&param_b=1#x+y z",
        "naïve 🙂 日本", "[1,2]", "NULL", "\u2028", new string('x', 30_000),
    ];

    [Theory]
    [MemberData(nameof(Nasty))]
    public async Task A_string_arrives_as_it_was_and_stays_data(string text)
    {
        var rows = await _client.QueryAsync(
            "SELECT {a:String}, {b:Array(String)}, {c:Nullable(String)}",
            new() { { "a", text }, { "b", [text, "between", text] }, { "c", text } },
            row => (row.ReadString(), string.Join('\u0001', row.ReadArray(item => item.ReadString())), row.ReadNullableString()),
            CancellationToken.None);

        Assert.Equal([(text, $"{text}\u0001between\u0001{text}", text)], rows);
    }

    [Fact]
    public async Task An_injection_through_a_parameter_finds_no_rows_and_drops_no_table()
    {
        using var client = await fixture.NewDatabaseAsync();
        await client.ExecuteAsync("CREATE TABLE secrets (tenant String) ENGINE = MergeTree ORDER BY tenant", null, CancellationToken.None);
        await client.ExecuteAsync("INSERT INTO secrets SELECT 'acme'", null, CancellationToken.None);
        const string Attack = "x' OR 1 = 1; DROP TABLE secrets; --";

        var rows = await client.QueryAsync(
            "SELECT tenant FROM secrets WHERE tenant = {tenant:String}", new() { { "tenant", Attack } }, row => row.ReadString(), CancellationToken.None);
        var left = await client.QueryAsync("SELECT count() FROM secrets", null, row => row.ReadUInt64(), CancellationToken.None);

        Assert.Empty(rows);
        Assert.Equal([1ul], left);
    }

    [Fact]
    public async Task Every_kind_of_value_arrives_as_it_was()
    {
        var moment = new DateTimeOffset(2026, 1, 2, 3, 4, 5, 678, TimeSpan.FromHours(2));
        var parameters = new ClickHouseParameters
        {
            { "t", true }, { "i", long.MinValue }, { "u", ulong.MaxValue }, { "w", UInt128.MaxValue }, { "f", 0.1 }, { "inf", double.NegativeInfinity },
            { "d", new DateOnly(2026, 1, 2) }, { "m", moment }, { "n", (string?)null }, { "us", new ulong[] { 1, ulong.MaxValue } },
            { "is", new long[] { -1, 2 } }, { "ds", [new DateOnly(1970, 1, 1), new DateOnly(2100, 2, 28)] }, { "none", Array.Empty<string>() },
        };

        var rows = await _client.QueryAsync(
            """
            SELECT {t:Bool}, {i:Int64}, {u:UInt64}, {w:UInt128}, {f:Float64}, {inf:Float64}, {d:Date}, {m:DateTime64(3, 'UTC')}, {n:Nullable(String)},
                {us:Array(UInt64)}, {is:Array(Int64)}, {ds:Array(Date)}, {none:Array(String)}
            """,
            parameters,
            row => new object?[]
            {
                row.ReadBoolean(), row.ReadInt64(), row.ReadUInt64(), row.ReadUInt128(), row.ReadFloat64(), row.ReadFloat64(), row.ReadDate(), row.ReadDateTime64(),
                row.ReadNullableString(), row.ReadArray(item => item.ReadUInt64()).Max(), row.ReadArray(item => item.ReadInt64()).Min(),
                row.ReadArray(item => item.ReadDate()).Max(), row.ReadArray(item => item.ReadString()).Length,
            },
            CancellationToken.None);

        Assert.Equal(
            [true, long.MinValue, ulong.MaxValue, UInt128.MaxValue, 0.1, double.NegativeInfinity, new DateOnly(2026, 1, 2), moment, null, ulong.MaxValue, -1L, new DateOnly(2100, 2, 28), 0],
            Assert.Single(rows));
    }

    [Fact]
    public async Task A_value_too_long_for_the_url_is_refused_before_it_is_sent()
    {
        var error = await Assert.ThrowsAsync<ArgumentException>(() => _client.ExecuteAsync(
            "SELECT {a:String}", new() { { "a", new string('x', 200_000) } }, CancellationToken.None));

        Assert.Contains("takes 200000 bytes in the URL; the limit is 131072", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("a=1&b")]
    [InlineData("1a")]
    [InlineData("")]
    public void A_parameter_name_that_could_change_the_request_is_refused(string name)
    {
        Assert.Throws<ArgumentException>(() => new ClickHouseParameters { { name, 1 } });
    }

    [Fact]
    public void The_shared_empty_list_cannot_be_added_to()
    {
        Assert.Throws<InvalidOperationException>(() => ClickHouseParameters.None.Add("a", 1));
    }
}

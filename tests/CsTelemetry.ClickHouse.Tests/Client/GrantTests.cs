using CsTelemetry.ClickHouse.Schema;
using CsTelemetry.ClickHouse.Tests.Servers;

namespace CsTelemetry.ClickHouse.Tests.Client;

[Collection(EmbeddedServerTests.Name)]
public sealed class GrantTests(EmbeddedFixture fixture)
{
    public static TheoryData<string> Forbidden { get; } =
    [
        "SELECT * FROM file('/etc/passwd', 'LineAsString')",
        "SELECT * FROM url('http://127.0.0.1:1/', 'LineAsString')",
        "SELECT * FROM remote('127.0.0.1:9000', system.one)",
        "SELECT * FROM s3('http://127.0.0.1:1/bucket/a.csv', 'CSV')",
        "INSERT INTO FUNCTION file('stolen.csv') SELECT 1",
        "CREATE TABLE default.stolen (a String) ENGINE = File(CSV)",
        "CREATE TABLE default.stolen (a String) ENGINE = URL('http://127.0.0.1:1/', 'CSV')",
        "SYSTEM SHUTDOWN",
        "SYSTEM STOP LISTEN HTTP",
        "CREATE USER eve",
        "GRANT ALL ON *.* TO collector",
    ];

    [Theory]
    [MemberData(nameof(Forbidden))]
    public async Task The_collectors_user_cannot_leave_its_tables(string sql)
    {
        using var client = new ClickHouseClient(fixture.Endpoint.WithDatabase("default"));

        var error = await Assert.ThrowsAsync<ClickHouseException>(() => client.ExecuteAsync(sql, null, CancellationToken.None));

        Assert.Equal((497, "ACCESS_DENIED"), (error.Code, error.Name));
    }

    [Theory]
    [InlineData("INSERT INTO events (tenant) SELECT 'x'", "ACCESS_DENIED READONLY")]
    [InlineData("DROP TABLE events", "ACCESS_DENIED READONLY")]
    [InlineData("SELECT * FROM file('/etc/passwd', 'LineAsString')", "ACCESS_DENIED READONLY")]
    [InlineData("SELECT 1 SETTINGS max_memory_usage = 0", "READONLY")]
    [InlineData("SELECT 1 SETTINGS max_execution_time = 3600", "SETTING_CONSTRAINT_VIOLATION")]
    [InlineData("SELECT * FROM system.query_log", "ACCESS_DENIED UNKNOWN_TABLE")]
    [InlineData("SELECT * FROM system.users", "ACCESS_DENIED")]
    [InlineData("SELECT * FROM default.other", "ACCESS_DENIED UNKNOWN_TABLE")]
    [InlineData("SELECT * FROM usage_daily", "ACCESS_DENIED")]
    [InlineData("SELECT * FROM events", "ACCESS_DENIED")]
    public async Task The_readers_user_cannot_do_more_than_read(string sql, string names)
    {
        using var owner = new ClickHouseClient(fixture.Endpoint);
        await new SchemaMigrator(owner).MigrateAsync(CancellationToken.None);
        using var reader = new ClickHouseClient(fixture.Server.ReaderEndpoint);

        var error = await Assert.ThrowsAsync<ClickHouseException>(() => reader.ExecuteAsync(sql, null, CancellationToken.None));

        Assert.Contains(error.Name, names.Split(' '));
    }

    // A SELECT without a table is free of any quota; it reads nothing.
    [Theory]
    [InlineData("SYSTEM STOP LISTEN HTTP")]
    [InlineData("SELECT count() FROM numbers(1000)")]
    [InlineData("SELECT * FROM system.databases")]
    public async Task The_boot_user_without_password_can_run_nothing(string sql)
    {
        using var boot = new ClickHouseClient(fixture.Endpoint.WithUser("default", "").WithDatabase("default"));

        var error = await Assert.ThrowsAsync<ClickHouseException>(() => boot.ExecuteAsync(sql, null, CancellationToken.None));

        Assert.Equal("QUOTA_EXCEEDED", error.Name);
    }
}

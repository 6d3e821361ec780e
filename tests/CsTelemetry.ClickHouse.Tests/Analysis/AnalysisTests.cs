using System.Text;
using CsTelemetry.ClickHouse.Analysis;
using CsTelemetry.ClickHouse.Clusters;
using CsTelemetry.ClickHouse.Exporting;
using CsTelemetry.ClickHouse.Schema;
using CsTelemetry.ClickHouse.Tests.Servers;

namespace CsTelemetry.ClickHouse.Tests.Analysis;

/// <summary>What a person's SQL sees: the documented views, of one tenant, whatever the statement.</summary>
[Collection(EmbeddedServerTests.Name)]
public sealed class AnalysisTests(EmbeddedFixture fixture) : IAsyncLifetime, IDisposable
{
    private readonly ClickHouseClient _owner = new(fixture.Endpoint);
    private readonly ClickHouseClient _reader = new(fixture.Server.ReaderEndpoint.WithDatabase(AnalysisSchema.DatabaseOf(fixture.Endpoint.Database)));
    private AnalysisStore _store = null!;

    public async Task InitializeAsync()
    {
        await new SchemaMigrator(_owner).MigrateAsync(CancellationToken.None);
        await AnalysisSchema.ApplyAsync(StoreTopology.Of(_owner), CancellationToken.None);
        await _owner.ExecuteAsync("TRUNCATE TABLE events", null, CancellationToken.None);
        await _owner.ExecuteAsync("TRUNCATE TABLE usage_daily", null, CancellationToken.None);
        await _owner.ExecuteAsync(
            """
            INSERT INTO events (tenant, account_id, kind, feature, day, user_id, actor_kind, quantity, occurred_at, received_at, properties, client_instance_id, sequence, wal_id)
            SELECT if(number < 6, 'acme', 'globex'), 'account', 'feature_use', 'export', toDate('2026-01-01') + number % 3, 'user-' || toString(number), 'human', 1,
                   now64(3), now64(3), map('k', 'a,"b'), 1, number, number % 2
            FROM numbers(10)
            """,
            null,
            CancellationToken.None);
        _store = new AnalysisStore(_owner, _reader);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _reader.Dispose();
        _owner.Dispose();
    }

    [Theory]
    [InlineData("acme", 6)]
    [InlineData("globex", 4)]
    [InlineData("nobody", 0)]
    [InlineData("", 0)]
    public async Task A_view_shows_the_rows_of_the_tenant_that_asks(string tenant, int rows)
    {
        Assert.Equal($"{rows}\n", await QueryAsync(tenant, "SELECT count() FROM usage_daily"));
        Assert.Equal($"{rows}\n", await QueryAsync(tenant, "SELECT count() FROM events"));
    }

    [Theory]
    [InlineData("SELECT count() FROM usage_daily WHERE user_id = 'user-9' OR 1 = 1")]
    [InlineData("SELECT count() FROM events AS a CROSS JOIN (SELECT 1) WHERE a.account_id = 'account'")]
    [InlineData("WITH x AS (SELECT * FROM events) SELECT count() FROM x")]
    [InlineData("SELECT count() FROM (SELECT * FROM events UNION ALL SELECT * FROM events WHERE 0)")]
    [InlineData("SELECT count() FROM merge('^events$')")]
    [InlineData("SELECT count() FROM view(SELECT * FROM events)")]
    public async Task No_form_of_a_statement_widens_it(string sql)
    {
        string answer;
        try
        {
            answer = await QueryAsync("acme", sql);
        }
        catch (ClickHouseException refused)
        {
            Assert.False(refused.IsTransient, refused.Message);
            return;
        }

        Assert.Equal("6\n", answer);
    }

    [Theory]
    [InlineData("SELECT * FROM cstelemetry.events")]
    [InlineData("SELECT * FROM cstelemetry.usage_daily")]
    [InlineData("SELECT count() FROM events SETTINGS allow_get_client_http_header = 0")]
    [InlineData("SELECT count() FROM events SETTINGS readonly = 0")]
    [InlineData("SET readonly = 0")]
    [InlineData("SELECT * FROM url('http://127.0.0.1:1/', 'CSV', 'a String')")]
    [InlineData("SELECT * FROM file('/etc/passwd', 'LineAsString')")]
    [InlineData("SELECT * FROM remote('127.0.0.1', system.one)")]
    [InlineData("SELECT * FROM remote('127.0.0.1', cstelemetry.events)")]
    [InlineData("SELECT * FROM merge('cstelemetry', 'events')")]
    [InlineData("SELECT * FROM mergeTreeIndex('cstelemetry', 'events')")]
    [InlineData("SELECT * FROM system.query_log")]
    [InlineData("SELECT query FROM system.processes")]
    [InlineData("SELECT * FROM system.parts")]
    [InlineData("SELECT * FROM system.mutations")]
    [InlineData("SHOW CREATE TABLE cstelemetry.events")]
    [InlineData("INSERT INTO events SELECT * FROM events")]
    [InlineData("CREATE TABLE stolen ENGINE = Memory AS SELECT 1")]
    [InlineData("DROP VIEW events")]
    [InlineData("KILL QUERY WHERE 1")]
    [InlineData("SELECT 1; SELECT 2")]
    [InlineData("SELECT dictGet('x', 'y', 1)")]
    public async Task What_is_not_a_question_about_the_views_is_refused(string sql)
    {
        var error = await Assert.ThrowsAsync<ClickHouseException>(() => QueryAsync("acme", sql));

        Assert.False(error.IsTransient, error.Message);
        Assert.DoesNotContain("globex", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_reads_the_readers_password_or_another_header()
    {
        Assert.Equal("\n", await QueryAsync("acme", "SELECT getClientHTTPHeader('X-ClickHouse-Key')"));
        Assert.DoesNotContain("cstelemetry.", await QueryAsync("acme", "SELECT database || '.' || name FROM system.tables"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_over_the_limit_fails_instead_of_being_cut()
    {
        var error = await Assert.ThrowsAsync<ClickHouseException>(() => QueryAsync("acme", $"SELECT number FROM numbers({AnalysisLimits.MaxRows + 1})"));

        Assert.Equal("TOO_MANY_ROWS_OR_BYTES", error.Name);
        Assert.Equal(AnalysisLimits.MaxRows, (await QueryAsync("acme", $"SELECT number FROM numbers({AnalysisLimits.MaxRows})")).Count(letter => letter == '\n'));
    }

    [Fact]
    public async Task Values_are_passed_and_never_become_sql()
    {
        var answer = await QueryAsync(
            "acme", "SELECT count() FROM events WHERE user_id = {user:String}", new() { { "user", "' OR 1 = 1 --" } });

        Assert.Equal("0\n", answer);
    }

    [Theory]
    [InlineData(ExportFormat.Ndjson)]
    [InlineData(ExportFormat.Csv)]
    public async Task An_export_holds_the_days_asked_for_of_one_tenant(ExportFormat format)
    {
        using var file = new MemoryStream();

        await _store.ExportAsync("acme", AnalysisViews.Find("events")!, new DateOnly(2026, 1, 1), new DateOnly(2026, 1, 2), format, file, CancellationToken.None);

        var lines = Encoding.UTF8.GetString(file.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(4 + (format == ExportFormat.Csv ? 1 : 0), lines.Length);
        Assert.All(lines, line => Assert.DoesNotContain("globex", line, StringComparison.Ordinal));
        Assert.Contains("user-4", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_parquet_export_is_one()
    {
        using var file = new MemoryStream();

        await _store.ExportAsync("acme", AnalysisViews.Find("usage_daily")!, DateOnly.FromDayNumber(719_162), new DateOnly(2100, 1, 1), ExportFormat.Parquet, file, CancellationToken.None);

        Assert.Equal("PAR1"u8, file.ToArray().AsSpan(0, 4));
        Assert.Equal("PAR1"u8, file.ToArray().AsSpan()[^4..]);
    }

    [Fact]
    public async Task Every_view_is_described_and_can_be_exported_whole()
    {
        var columns = (await _store.ColumnsAsync(CancellationToken.None)).ToLookup(column => column.View, StringComparer.Ordinal);

        Assert.Equal(AnalysisViews.All.Select(view => view.Name).Order(StringComparer.Ordinal), AnalysisViews.All.Select(view => view.Name));
        foreach (var view in AnalysisViews.All)
        {
            using var file = new MemoryStream();
            await _store.ExportAsync("acme", view, new DateOnly(1970, 1, 1), new DateOnly(2149, 6, 6), ExportFormat.Csv, file, CancellationToken.None);

            Assert.NotEmpty(columns[view.Name]);
            Assert.DoesNotContain(columns[view.Name], column => column.Name == "tenant");
            Assert.True(view.HasPeople == columns[view.Name].Any(column => column.Name == "user_id"), view.Name);
        }
    }

    private Task<string> QueryAsync(string tenant, string sql) => QueryAsync(tenant, sql, []);

    private async Task<string> QueryAsync(string tenant, string sql, ClickHouseParameters parameters)
    {
        using var answer = new MemoryStream();
        await _store.QueryAsync(tenant, sql, parameters, "TSV", answer, CancellationToken.None);
        return Encoding.UTF8.GetString(answer.ToArray());
    }
}

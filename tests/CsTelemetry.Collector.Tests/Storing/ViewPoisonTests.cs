using CsTelemetry.ClickHouse;
using CsTelemetry.ClickHouse.Landing;
using CsTelemetry.Collector.Tests.Making;

namespace CsTelemetry.Collector.Tests.Storing;

/// <summary>Rows that the raw table takes and a materialized view on it refuses: they are found and set aside as well.</summary>
[Collection(SecondStoreTests.Name)]
public sealed class ViewPoisonTests(StoreFixture fixture) : IAsyncLifetime, IDisposable
{
    private const int RowsExcluded = 3008;

    private readonly ScratchFolder _folder = new();
    private ClickHouseClient _client = null!;

    public static TheoryData<string, string[]> Views => new()
    {
        {
            "a query that fails",
            ["CREATE MATERIALIZED VIEW `strict view` ENGINE = MergeTree ORDER BY tuple() AS SELECT throwIf(session_id = 'NOTFORTHESTORE') AS bad FROM events"]
        },
        {
            "a value that its target cannot hold",
            [
                "CREATE TABLE numbers_of_sessions (number UInt8) ENGINE = MergeTree ORDER BY number",
                "CREATE MATERIALIZED VIEW numbers_mv TO numbers_of_sessions AS SELECT if(e.session_id = 'NOTFORTHESTORE', toUInt8(e.session_id), 7) AS number FROM events AS e",
            ]
        },
        {
            "a constraint of its target",
            [
                "CREATE TABLE sessions (session_id String, CONSTRAINT no_poison CHECK session_id != 'NOTFORTHESTORE') ENGINE = MergeTree ORDER BY session_id",
                "CREATE MATERIALIZED VIEW sessions_mv TO sessions AS SELECT session_id FROM events WHERE kind != 'logout' OR 1",
            ]
        },
        {
            "a view on its target",
            [
                "CREATE TABLE sessions (session_id String) ENGINE = MergeTree ORDER BY session_id",
                "CREATE MATERIALIZED VIEW sessions_mv TO sessions AS SELECT session_id FROM events",
                "CREATE MATERIALIZED VIEW strict_mv ENGINE = MergeTree ORDER BY tuple() AS SELECT throwIf(session_id = 'NOTFORTHESTORE') AS bad FROM sessions",
            ]
        },
    };

    public async Task InitializeAsync()
    {
        _client = await fixture.NewStoreAsync();
        await StoreAssert.ExecuteAsync(_client, "ALTER TABLE quarantine REMOVE TTL");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _client.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [MemberData(nameof(Views))]
    public async Task The_rows_go_to_quarantine_and_all_others_land_once(string refusedBy, string[] statements)
    {
        foreach (var statement in statements)
        {
            await StoreAssert.ExecuteAsync(_client, statement);
        }

        var (batches, poison) = Poison.Among(new StoreEvents(31).Many(4, events: 30), 31, 2);
        await using var pipeline = new StorePipeline(_folder.Path, _client);
        await pipeline.AcceptAsync(batches);

        await pipeline.RunUntilVerifiedAsync();

        await Poison.AssertSetAsideAsync(_client, pipeline, batches, poison);
        Assert.Contains(RowsExcluded, pipeline.Messages.Ids);
        Assert.Null(pipeline.Health.Store.Fault);
        Assert.True((await LeftoversAsync()).Count == 0, refusedBy);
    }

    [Fact]
    public async Task A_month_that_holds_nothing_but_the_refused_row_is_left_empty()
    {
        await StoreAssert.ExecuteAsync(_client, "CREATE MATERIALIZED VIEW strict ENGINE = MergeTree ORDER BY tuple() AS SELECT throwIf(session_id = 'NOTFORTHESTORE') AS bad FROM events");
        var (batches, poison) = Poison.Among(new StoreEvents(32).Many(1, events: 1), 32, 1);
        await using var pipeline = new StorePipeline(_folder.Path, _client);
        await pipeline.AcceptAsync(batches);

        await pipeline.RunUntilVerifiedAsync();

        await Poison.AssertSetAsideAsync(_client, pipeline, batches, poison);
    }

    [Fact]
    public async Task The_reason_names_the_view_and_no_value()
    {
        await StoreAssert.ExecuteAsync(_client, "CREATE MATERIALIZED VIEW numbers_mv ENGINE = MergeTree ORDER BY tuple() AS SELECT if(session_id = 'NOTFORTHESTORE', toUInt8(session_id), 7) AS number FROM events");
        var (batches, _) = Poison.Among(new StoreEvents(33).Many(2, events: 30), 33, 1);
        await using var pipeline = new StorePipeline(_folder.Path, _client);
        await pipeline.AcceptAsync(batches);

        await pipeline.RunUntilVerifiedAsync();

        var row = Assert.Single(await Poison.QuarantinedAsync(_client, "demo", "other"));
        Assert.Equal("CANNOT_PARSE_TEXT", row.Code);
        Assert.StartsWith("The view numbers_mv: ", row.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Poison.Mark, row.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_view_of_the_schema_is_asked()
    {
        var views = await ViewsAsync("NOT startsWith(name, 'events_probe')");
        var probe = new PoisonProbe(_client, "events", 7);

        await probe.BeginAsync(CancellationToken.None);
        var copies = await ViewsAsync("startsWith(name, 'events_probe')");
        await probe.EndAsync(CancellationToken.None);

        Assert.NotEmpty(views);
        Assert.Equal(views.Count, copies.Count);
        Assert.Empty(await LeftoversAsync());
    }

    private Task<List<string>> ViewsAsync(string condition) => _client.QueryAsync(
        $"SELECT name FROM system.tables WHERE database = currentDatabase() AND engine = 'MaterializedView' AND {condition}", null, row => row.ReadString(), CancellationToken.None);

    private Task<List<string>> LeftoversAsync() =>
        _client.QueryAsync("SELECT name FROM system.tables WHERE database = currentDatabase() AND name LIKE 'events_probe%'", null, row => row.ReadString(), CancellationToken.None);
}

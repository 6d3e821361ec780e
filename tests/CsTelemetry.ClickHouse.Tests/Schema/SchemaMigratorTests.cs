using CsTelemetry.ClickHouse.Schema;
using CsTelemetry.ClickHouse.Tests.Servers;
using Microsoft.Extensions.Logging.Abstractions;

namespace CsTelemetry.ClickHouse.Tests.Schema;

[Collection(EmbeddedServerTests.Name)]
public sealed class SchemaMigratorTests(EmbeddedFixture fixture)
{
    private static readonly string[] Tables =
    [
        "account_attributes", "account_attributes_mv", "account_entitlements", "account_plans", "account_seats", "accounts", "catalog_feature_days",
        "catalog_features", "erasing", "erasure_logs", "erasure_orders", "erasures", "events", "excluded_accounts", "excluded_users", "idempotency", "knowledge", "knowledge_now",
        "navigation_features", "plan_features", "quarantine", "quarantine_replays", "releases", "schema_migrations", "score_backlog", "score_keepers", "score_marks",
        "score_models", "score_rows", "score_runs", "usage_daily", "usage_daily_mv", "user_attributes", "user_attributes_mv", "user_roles", "users",
        "validations",
    ];

    private static int Count { get; } = MigrationCatalog.Load().Count;

    private static MigrationResult All { get; } = new(Count, Count);

    [Fact]
    public async Task A_database_that_does_not_exist_gets_the_whole_schema_and_its_record()
    {
        using var client = new ClickHouseClient(fixture.Endpoint.WithDatabase("t_" + Guid.NewGuid().ToString("N")));

        var result = await new SchemaMigrator(client, new ManualTimeProvider()).MigrateAsync(CancellationToken.None);

        Assert.Equal(All, result);
        Assert.Equal(Tables, await TablesAsync(client));
        Assert.Equal(
            MigrationCatalog.Load().Select(migration => $"{migration.Version} {migration.Name} 2026-01-02 03:04:05.678"),
            await RecordsAsync(client));
    }

    [Fact]
    public async Task A_second_run_does_nothing()
    {
        using var client = await fixture.NewDatabaseAsync();
        await new SchemaMigrator(client).MigrateAsync(CancellationToken.None);
        var records = await RecordsAsync(client);

        var result = await new SchemaMigrator(client).MigrateAsync(CancellationToken.None);

        Assert.Equal(new MigrationResult(0, Count), result);
        Assert.Equal(records, await RecordsAsync(client));
    }

    [Fact]
    public async Task A_migration_that_stopped_after_any_statement_is_finished_by_the_next_run()
    {
        var statements = MigrationCatalog.Load().SelectMany(migration => migration.Statements).ToList();
        for (var done = 1; done <= statements.Count; done++)
        {
            using var client = await fixture.NewDatabaseAsync();
            foreach (var statement in statements.Take(done))
            {
                await client.ExecuteAsync(statement, null, CancellationToken.None);
            }

            Assert.Equal(All, await new SchemaMigrator(client).MigrateAsync(CancellationToken.None));
            Assert.Equal(Tables, await TablesAsync(client));
        }
    }

    [Fact]
    public async Task Two_that_migrate_at_once_take_turns_and_leave_no_lock()
    {
        var database = fixture.Endpoint.WithDatabase("t_" + Guid.NewGuid().ToString("N"));
        using var one = new ClickHouseClient(database);
        using var other = new ClickHouseClient(database);
        using var third = new ClickHouseClient(database);

        var results = await Task.WhenAll(new[] { one, other, third }.Select(client => new SchemaMigrator(client).MigrateAsync(CancellationToken.None)));

        Assert.Equal([0, 0, Count], results.Select(result => result.AppliedCount).Order());
        Assert.Equal(Tables, await TablesAsync(one));
        Assert.Equal(Count, (await RecordsAsync(one)).Count);
    }

    [Fact]
    public async Task What_others_hold_is_waited_for_and_what_a_crash_left_is_not()
    {
        using var client = await fixture.NewDatabaseAsync();
        await client.ExecuteAsync("CREATE TABLE schema_lock_3 (x UInt8) ENGINE = MergeTree ORDER BY x", null, CancellationToken.None);
        using var impatient = new CancellationTokenSource(TimeSpan.FromSeconds(1));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new SchemaMigrator(client).MigrateAsync(impatient.Token));
        Assert.Empty(await RecordsAsync(client));

        // A minute later by the server's clock: the holder has not said a word since.
        await new MigrationLock(client, TimeProvider.System, staleAfter: TimeSpan.FromSeconds(-1)).RunAsync(() => Task.CompletedTask, CancellationToken.None);
        Assert.Equal(All, await new SchemaMigrator(client).MigrateAsync(CancellationToken.None));
        Assert.Equal(Tables, await TablesAsync(client));
    }

    [Fact]
    public async Task A_migration_whose_statement_fails_is_not_recorded()
    {
        using var client = await fixture.NewDatabaseAsync();
        var wrong = Migration.Parse("0001_wrong.sql", "CREATE TABLE IF NOT EXISTS a (x UInt8) ENGINE = MergeTree ORDER BY x;\nCREATE TABLE b (;\n");

        await Assert.ThrowsAsync<ClickHouseException>(() => Migrator(client, wrong).MigrateAsync(CancellationToken.None));

        Assert.Empty(await RecordsAsync(client));
        var right = Migration.Parse("0001_right.sql", "CREATE TABLE IF NOT EXISTS a (x UInt8) ENGINE = MergeTree ORDER BY x;\n");
        Assert.Equal(new MigrationResult(1, 1), await Migrator(client, right).MigrateAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Only_the_missing_migrations_run_in_their_order()
    {
        using var client = await fixture.NewDatabaseAsync();
        var first = Migration.Parse("0001_first.sql", "CREATE TABLE a (x UInt8) ENGINE = MergeTree ORDER BY x;");
        var second = Migration.Parse("0002_second.sql", "ALTER TABLE a ADD COLUMN IF NOT EXISTS y UInt8;");
        await Migrator(client, first).MigrateAsync(CancellationToken.None);

        var result = await Migrator(client, first, second).MigrateAsync(CancellationToken.None);

        Assert.Equal(new MigrationResult(1, 2), result);
        await client.ExecuteAsync("SELECT x, y FROM a", null, CancellationToken.None);
    }

    [Fact]
    public async Task A_changed_migration_is_refused_with_both_checksums()
    {
        using var client = await fixture.NewDatabaseAsync();
        var released = Migration.Parse("0001_first.sql", "CREATE TABLE a (x UInt8) ENGINE = MergeTree ORDER BY x;");
        var changed = Migration.Parse("0001_first.sql", "CREATE TABLE a (x UInt9) ENGINE = MergeTree ORDER BY x;");
        await Migrator(client, released).MigrateAsync(CancellationToken.None);

        var error = await Assert.ThrowsAsync<SchemaException>(() => Migrator(client, changed).MigrateAsync(CancellationToken.None));

        Assert.Contains(released.Checksum, error.Message, StringComparison.Ordinal);
        Assert.Contains(changed.Checksum, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_is_newer_than_the_binary_is_refused()
    {
        using var client = await fixture.NewDatabaseAsync();
        var first = Migration.Parse("0001_first.sql", "SELECT 1;");
        var second = Migration.Parse("0002_second.sql", "SELECT 2;");
        await Migrator(client, first, second).MigrateAsync(CancellationToken.None);

        var error = await Assert.ThrowsAsync<SchemaException>(() => Migrator(client, first).MigrateAsync(CancellationToken.None));

        Assert.Contains("has migration 2 (second); this binary knows 1", error.Message, StringComparison.Ordinal);
    }

    private static SchemaMigrator Migrator(ClickHouseClient client, params Migration[] known) =>
        new(client, known, TimeProvider.System, NullLogger.Instance);

    private static Task<List<string>> TablesAsync(ClickHouseClient client) => client.QueryAsync(
        "SELECT name FROM system.tables WHERE database = currentDatabase() AND NOT startsWith(name, '.') ORDER BY name",
        null,
        row => row.ReadString(),
        CancellationToken.None);

    private static Task<List<string>> RecordsAsync(ClickHouseClient client) => client.QueryAsync(
        "SELECT concatWithSeparator(' ', version, name, applied_at) FROM schema_migrations FINAL ORDER BY version",
        null,
        row => row.ReadString(),
        CancellationToken.None);
}

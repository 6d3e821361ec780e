using System.Text.RegularExpressions;
using CsTelemetry.ClickHouse.Clusters;
using CsTelemetry.ClickHouse.Schema;
using CsTelemetry.ClickHouse.Tests.Servers;

namespace CsTelemetry.ClickHouse.Tests.Clusters;

[Collection(EmbeddedServerTests.Name)]
public sealed partial class SchemaRendererTests(EmbeddedFixture fixture)
{
    private static readonly ClusterLayout Plain = new("usage", IsReplicated: false, OnCluster: false);
    private static readonly ClusterLayout Replicated = new("usage", IsReplicated: true, OnCluster: true);

    private static IEnumerable<string> Statements => MigrationCatalog.Load().SelectMany(migration => migration.Statements);

    [Fact]
    public void Without_a_cluster_every_statement_stays_as_it_is() =>
        Assert.Equal(Statements, Render(null).Select(statement => statement.Sql));

    [Fact]
    public void Local_tables_and_distributed_ones_are_made_on_each_shard() => Approve("cluster", Plain);

    [Fact]
    public void Replicated_tables_are_made_on_the_cluster() => Approve("replicated", Replicated);

    [Fact]
    public async Task The_real_server_reads_what_is_rendered_for_replicas()
    {
        using var client = await fixture.NewDatabaseAsync();
        var renderer = new SchemaRenderer(Replicated, "cstelemetry");
        var statements = Render(Replicated).Select(statement => statement.Sql)
            .Append(renderer.RenderOnEachShard(SchemaRecord.Create))
            .Append(renderer.CreateDatabase())
            .Append(StoreTopology.CatchUpSql("cstelemetry", "events_local"));

        foreach (var statement in statements)
        {
            var lines = await client.QueryAsync("EXPLAIN AST " + statement, null, row => row.ReadString(), CancellationToken.None);
            Assert.NotEmpty(lines);
        }
    }

    [Theory]
    [InlineData("ALTER TABLE events ADD COLUMN IF NOT EXISTS region LowCardinality(String) CODEC(ZSTD(1))", "ALTER TABLE events_local ADD COLUMN IF NOT EXISTS region LowCardinality(String) CODEC(ZSTD(1))|ALTER TABLE events ADD COLUMN IF NOT EXISTS region LowCardinality(String)")]
    [InlineData("ALTER TABLE events MODIFY TTL day + INTERVAL 5 YEAR", "ALTER TABLE events_local MODIFY TTL day + INTERVAL 5 YEAR")]
    [InlineData("-- why\nCREATE VIEW IF NOT EXISTS v AS\nSELECT x FROM b", "CREATE VIEW IF NOT EXISTS v AS\nSELECT x FROM b")]
    [InlineData("-- why\nDROP TABLE IF EXISTS old SYNC", "DROP TABLE IF EXISTS old SYNC|DROP TABLE IF EXISTS old_local SYNC")]
    [InlineData("INSERT INTO a (x, y) SELECT x, y FROM b JOIN c USING x WHERE x IN (SELECT x FROM d)", "INSERT INTO a_local (x, y)\nSELECT x, y FROM b_local JOIN c_local USING x WHERE x IN (SELECT x FROM d_local)")]
    public void What_later_migrations_may_need_is_rendered(string statement, string rendered) =>
        Assert.Equal(rendered.Split('|'), new SchemaRenderer(Plain, "cstelemetry").Render(statement).Select(one => one.Sql));

    [Theory]
    [InlineData("OPTIMIZE TABLE events")]
    [InlineData("CREATE TABLE IF NOT EXISTS a (x UInt8) ENGINE = Log")]
    [InlineData("RENAME TABLE a TO b")]
    public void What_has_no_form_for_a_cluster_is_refused(string statement)
    {
        var error = Assert.Throws<NotSupportedException>(() => new SchemaRenderer(Plain, "cstelemetry").Render(statement));

        Assert.Contains(statement, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ORDER BY (tenant, account_id, day)", "cityHash64(tenant, account_id)")]
    [InlineData("ORDER BY (tenant, receipt)", "cityHash64(tenant)")]
    [InlineData("ORDER BY receipt", "cityHash64(receipt)")]
    public void Rows_of_one_sorting_key_are_on_one_shard(string order, string key)
    {
        var rendered = new SchemaRenderer(Plain, "cstelemetry").Render($"CREATE TABLE IF NOT EXISTS a\n(tenant String)\nENGINE = MergeTree\n{order}");

        Assert.EndsWith($"ENGINE = Distributed(usage, cstelemetry, a_local, {key})", rendered[1].Sql, StringComparison.Ordinal);
    }

    private static IEnumerable<RenderedStatement> Render(ClusterLayout? layout)
    {
        var renderer = new SchemaRenderer(layout, "cstelemetry");
        return Statements.SelectMany(renderer.Render);
    }

    // CSTELEMETRY_APPROVE=1 writes the files anew; the difference is then reviewed like any other.
    private static void Approve(string name, ClusterLayout layout)
    {
        var path = Path.Combine(LibchdbInstallation.RepositoryRoot(), "tests", "CsTelemetry.ClickHouse.Tests", "Clusters", "Approved", name + ".sql");
        var text = string.Concat(Render(layout).Select(statement => $"{(statement.OnEachShard ? "-- on each shard\n" : "")}{Columns().Replace(statement.Sql, "\n(…)\n")};\n\n"));
        if (Environment.GetEnvironmentVariable("CSTELEMETRY_APPROVE") == "1")
        {
            File.WriteAllText(path, text);
        }

        Assert.Equal(File.ReadAllText(path), text);
    }

    [GeneratedRegex(@"\n\(\n.*\n\)\n", RegexOptions.Singleline)]
    private static partial Regex Columns();
}

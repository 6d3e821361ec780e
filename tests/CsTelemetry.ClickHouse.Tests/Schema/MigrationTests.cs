using CsTelemetry.ClickHouse.Schema;

namespace CsTelemetry.ClickHouse.Tests.Schema;

public sealed class MigrationTests
{
    [Fact]
    public void Statements_end_at_a_semicolon_at_a_lines_end()
    {
        var migration = Migration.Parse("0007_seven_days.sql", "-- why\nSELECT ';' AS a; \r\n\nSELECT 2 -- b; c\n;\n-- the end\n");

        Assert.Equal((7, "seven_days"), (migration.Version, migration.Name));
        Assert.Equal(["-- why\nSELECT ';' AS a", "SELECT 2 -- b; c"], migration.Statements);
    }

    [Fact]
    public void A_checkout_with_other_line_ends_has_the_same_checksum()
    {
        Assert.Equal(Migration.Parse("0001_a.sql", "SELECT\n1;\n").Checksum, Migration.Parse("0001_a.sql", "SELECT\r\n1;\r\n").Checksum);
    }

    [Theory]
    [InlineData("1_a.sql")]
    [InlineData("0001-a.sql")]
    [InlineData("0001_A.sql")]
    public void A_file_with_another_name_is_refused(string name)
    {
        Assert.Throws<FormatException>(() => Migration.Parse(name, "SELECT 1;"));
    }

    [Fact]
    public void Every_embedded_statement_may_run_twice()
    {
        Assert.All(
            MigrationCatalog.Load().SelectMany(migration => migration.Statements),
            statement => Assert.Matches("IF NOT EXISTS|DROP (VIEW|TABLE) IF EXISTS|^INSERT INTO usage_daily\\s", statement));
    }
}

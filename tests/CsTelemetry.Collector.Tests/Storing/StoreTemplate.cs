using System.Text.RegularExpressions;
using CsTelemetry.ClickHouse;
using CsTelemetry.ClickHouse.Rows;
using CsTelemetry.ClickHouse.Schema;

namespace CsTelemetry.Collector.Tests.Storing;

/// <summary>
/// Is a database that the migrations made, and makes others like it: each table and view at once as it came to be, where the migrations
/// make them, change them and move them. How a database is migrated is what the tests of the migrations are about.
/// </summary>
internal sealed partial class StoreTemplate
{
    private const string Name = "template_of_stores";

    // Views that fill tables come last; what a view reads comes before it.
    private const string ObjectsSql =
        $"SELECT name, create_table_query, engine = 'MaterializedView' FROM system.tables WHERE database = '{Name}' ORDER BY engine = 'MaterializedView', engine = 'View', name";

    private readonly List<string> _statements;

    private StoreTemplate(List<string> statements) => _statements = statements;

    /// <summary>Migrates the template and reads what is in it.</summary>
    internal static async Task<StoreTemplate> MakeAsync(ClickHouseEndpoint server)
    {
        using var client = new ClickHouseClient(server.WithDatabase(Name));
        await new SchemaMigrator(client).MigrateAsync(CancellationToken.None);
        return new StoreTemplate(InOrder(await client.QueryAsync(ObjectsSql, null, Made.Read, CancellationToken.None)));
    }

    /// <summary>Makes the client's database like the template, migrations noted.</summary>
    internal async Task CopyToAsync(ClickHouseClient client)
    {
        using var owner = new ClickHouseClient(client.Endpoint.WithDatabase("default"));
        await ExecuteAsync(owner, $"CREATE DATABASE {client.Endpoint.Database}");
        foreach (var statement in _statements)
        {
            await ExecuteAsync(owner, Qualified().Replace(statement, client.Endpoint.Database + "."));
        }

        await ExecuteAsync(client, $"INSERT INTO schema_migrations SELECT * FROM {Name}.schema_migrations");
    }

    private static Task ExecuteAsync(ClickHouseClient client, string sql) => client.ExecuteAsync(sql, null, CancellationToken.None);

    private static List<string> InOrder(List<Made> objects)
    {
        var ordered = new List<Made>();
        while (objects.Count > 0)
        {
            var next = objects.First(one => !objects.Any(other => other != one && one.Reads(other)));
            objects.Remove(next);
            ordered.Add(next);
        }

        return [.. ordered.OrderBy(one => one.Fills).Select(one => one.Statement)];
    }

    [GeneratedRegex($@"\b{Name}\.")]
    private static partial Regex Qualified();

    private sealed record Made(string Name, string Statement, bool Fills)
    {
        public static Made Read(RowBinaryReader row) => new(row.ReadString(), row.ReadString(), row.ReadBoolean());

        public bool Reads(Made other) => Regex.IsMatch(Statement, $@"\b{StoreTemplate.Name}\.{Regex.Escape(other.Name)}\b");
    }
}

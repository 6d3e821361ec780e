using System.Reflection;

namespace CsTelemetry.ClickHouse.Schema;

/// <summary>Reads the migrations that are embedded in this assembly, in the order of their numbers.</summary>
internal static class MigrationCatalog
{
    private const string Prefix = "migrations/";

    internal static IReadOnlyList<Migration> Load()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var migrations = assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => Migration.Parse(name[Prefix.Length..], Read(assembly, name)))
            .OrderBy(migration => migration.Version)
            .ToList();
        for (var i = 0; i < migrations.Count; i++)
        {
            if (migrations[i].Version != i + 1)
            {
                throw new InvalidOperationException($"Migration {i + 1} is missing or doubled; found {migrations[i].Version} ({migrations[i].Name}).");
            }
        }

        return migrations;
    }

    private static string Read(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}

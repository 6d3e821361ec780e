namespace CsTelemetry.ClickHouse.Schema;

/// <summary>Compares what a database has with what this binary knows, and decides what is to be run.</summary>
internal static class MigrationPlan
{
    /// <summary>Answers the migrations that are missing, in order.</summary>
    /// <exception cref="SchemaException">The database is newer, or an applied migration was another one.</exception>
    internal static IReadOnlyList<Migration> Make(string database, IReadOnlyList<Migration> known, IReadOnlyList<AppliedMigration> applied)
    {
        foreach (var row in applied)
        {
            if (row.Version > known.Count)
            {
                throw new SchemaException(
                    $"Database '{database}' has migration {row.Version} ({row.Name}); this binary knows {known.Count}. Run the newer binary, or restore an older backup.");
            }

            var migration = known[row.Version - 1];
            if (row.Checksum != migration.Checksum)
            {
                throw new SchemaException(
                    $"Migration {row.Version} ({row.Name}) was applied to database '{database}' with checksum {row.Checksum}; this binary has {migration.Checksum}. "
                    + "Applied migrations never change: run the binary that applied it, or put the change into a new migration.");
            }
        }

        var done = applied.Select(row => row.Version).ToHashSet();
        return [.. known.Where(migration => !done.Contains(migration.Version))];
    }
}

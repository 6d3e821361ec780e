using System.Runtime.CompilerServices;
using CsTelemetry.ClickHouse.Schema;
using CsTelemetry.Collector.Auditing;

namespace CsTelemetry.Collector.Administering.Migrating;

/// <summary>Lists the migrations of the store's schema and applies those that are missing.</summary>
internal sealed class MigrateOperation(SchemaMigrator migrator) : IAdministrativeOperation
{
    public string Name => "migrate";

    public AdministrativeAct? ActOf(OperationArguments arguments) => arguments.Has("dry_run") ? null : new(AuditActions.Migrate, "schema");

    public async IAsyncEnumerable<AdministrationLine> RunAsync(OperationArguments arguments, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var plan = await migrator.PlanAsync(cancellationToken);
        foreach (var migration in plan)
        {
            yield return AdministrationLine.Note(
                $"{migration.Version:0000} {migration.Name}: {(migration.IsApplied ? "applied" : "pending")}", new { migration.Version, migration.Name, migration.IsApplied });
        }

        var pending = plan.Count(migration => !migration.IsApplied);
        if (arguments.Has("dry_run"))
        {
            yield return AdministrationLine.Result(
                pending == 0 ? "The schema is up to date." : $"{pending} migrations are pending; nothing was changed.", new { Pending = pending, Applied = 0 });
            yield break;
        }

        var result = await migrator.MigrateAsync(cancellationToken);
        yield return AdministrationLine.Result(
            result.AppliedCount == 0 ? "The schema is up to date." : $"{result.AppliedCount} migrations were applied; the schema has version {result.Version}.",
            new { Pending = 0, Applied = result.AppliedCount, result.Version });
    }
}

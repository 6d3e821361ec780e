using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using CsTelemetry.ClickHouse.Schema;
using CsTelemetry.Collector.Administering;
using CsTelemetry.Collector.Administering.Migrating;
using CsTelemetry.Collector.Auditing;
using Microsoft.Extensions.Logging.Abstractions;

namespace CsTelemetry.Collector.Hosting.Administration;

/// <summary>Migrates without a collector: one that starts would have migrated before it could be asked what is pending.</summary>
internal static class OfflineMigration
{
    /// <summary>Asks the running collector, or opens only the store.</summary>
    public static async IAsyncEnumerable<AdministrationLine> RunAsync(string data, JsonObject arguments, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var settings = AdministrationSettings.ReadExisting(data);
        var client = new AdministrationClient(new DataFolder(settings.DataPath()));
        if (await client.AnswersAsync(cancellationToken))
        {
            await foreach (var line in client.RunAsync("migrate", arguments, cancellationToken))
            {
                yield return line;
            }

            yield break;
        }

        await using var store = await StoreConnection.OpenAsync(settings, NullLoggerFactory.Instance, cancellationToken);
        using var audit = new AuditLog(new AuditFiles(settings.DataPath()), TimeProvider.System);
        var catalog = new OperationCatalog([new MigrateOperation(new SchemaMigrator(store.Topology))], audit, NullLogger<OperationCatalog>.Instance);
        await foreach (var line in catalog.RunAsync("migrate", new OperationArguments(arguments), cancellationToken))
        {
            yield return line;
        }
    }
}

using System.Runtime.CompilerServices;
using CsTelemetry.Collector.Administering;
using CsTelemetry.Collector.Administering.BackingUp;
using CsTelemetry.Collector.Auditing;
using Microsoft.Extensions.Logging.Abstractions;

namespace CsTelemetry.Collector.Hosting.Administration;

/// <summary>Restores a backup into a data directory that no collector has.</summary>
internal static class OfflineRestore
{
    public static async IAsyncEnumerable<AdministrationLine> RunAsync(string data, string from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var settings = AdministrationSettings.Read(data);
        var restoration = new Restoration(Path.GetFullPath(from), new DataFolder(settings.DataPath()));
        await foreach (var line in restoration.PrepareAsync(cancellationToken))
        {
            yield return line;
        }

        // From here on the directory is the restore's. Its log comes back with the backup; that it did is noted behind.
        using var audit = new AuditLog(new AuditFiles(settings.DataPath()), TimeProvider.System);
        var noting = new OperationAudit(audit, new AdministrativeAct(AuditActions.Restore, from), NullLogger.Instance);
        try
        {
            await using var store = await StoreConnection.OpenAsync(settings, NullLoggerFactory.Instance, cancellationToken);
            await foreach (var line in restoration.RunAsync(store.Topology, cancellationToken))
            {
                if (await noting.FollowAsync(line) is { } before)
                {
                    yield return before;
                }

                yield return line;
            }
        }
        finally
        {
            await noting.EndAsync();
        }
    }
}

using System.Runtime.CompilerServices;
using CsTelemetry.Collector.Administering;
using CsTelemetry.Collector.Administering.BackingUp;
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

        await using var store = await StoreConnection.OpenAsync(settings, NullLoggerFactory.Instance, cancellationToken);
        await foreach (var line in restoration.RunAsync(store.Topology.Client, cancellationToken))
        {
            yield return line;
        }
    }
}

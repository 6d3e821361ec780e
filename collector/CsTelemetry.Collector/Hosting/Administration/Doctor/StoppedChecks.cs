using CsTelemetry.ClickHouse;
using CsTelemetry.ClickHouse.Hosting;

namespace CsTelemetry.Collector.Hosting.Administration.Doctor;

/// <summary>Looks at what a collector that does not run would find: is the directory free, is there a store.</summary>
internal static class StoppedChecks
{
    public static async Task<IReadOnlyList<DoctorCheck>> OfAsync(CollectorSettings settings, CancellationToken cancellationToken) =>
        [Lock(settings.DataPath("log", "wal.lock")), await StoreAsync(settings.ClickHouse, cancellationToken)];

    private static DoctorCheck Lock(string path)
    {
        if (!File.Exists(path))
        {
            return DoctorCheck.Good("collector", "none runs here, and none has yet.");
        }

        try
        {
            using var taken = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return DoctorCheck.Good("collector", "none runs here.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return DoctorCheck.Bad("collector", $"a process holds {path}, but no collector answers on the administration socket. See its log for why the socket was not opened, or stop it.");
        }
    }

    private static async Task<DoctorCheck> StoreAsync(ClickHouseOptions options, CancellationToken cancellationToken)
    {
        try
        {
            if (options.Url is not { } url)
            {
                return DoctorCheck.Good("store", $"the embedded one; it is started with the collector, from {EmbeddedClickHouse.FindLibrary(options.LibraryPath)}.");
            }

            using var client = new ClickHouseClient(new ClickHouseEndpoint(url, options.User, options.Password, options.Database));
            return DoctorCheck.Good("store", $"ClickHouse {await client.VersionAsync(cancellationToken)} at {url}.");
        }
        catch (Exception exception) when (exception is ClickHouseException or NotSupportedException or EmbeddedClickHouseException)
        {
            return DoctorCheck.Bad("store", exception.Message);
        }
    }
}

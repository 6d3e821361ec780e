using CsTelemetry.Collector.Administering.Inspecting;
using CsTelemetry.Collector.Journal;

namespace CsTelemetry.Collector.Hosting.Administration.Doctor;

/// <summary>Looks at the data directory: who may read it, how much room there is, what the log's files say.</summary>
internal static class FileChecks
{
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
    private const UnixFileMode Writers = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    // Below this the log could not take what MaxLogBytes promises; below the least, inserts and merges fail.
    private const long LeastFreeBytes = 1L << 30;

    public static IEnumerable<DoctorCheck> Of(CollectorSettings settings)
    {
        yield return Directory(settings.DataPath());
        yield return Room(settings);
        yield return Private("key file", settings.DataPath("keys.json"), "no keys have been made yet; see `keys create`");
        yield return Private("erasure file", settings.DataPath("erasures.memory"), "there is none yet");
        yield return Log(settings.DataPath("log"));
        yield return Unread(settings.DataPath(UnreadRecords.FolderName));
    }

    private static DoctorCheck Directory(string path)
    {
        if (!System.IO.Directory.Exists(path))
        {
            return DoctorCheck.Bad("data directory", $"{path} does not exist. Name the collector's with --data, or start it once.");
        }

        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Writers) != 0)
        {
            return DoctorCheck.Bad("data directory", $"{path} can be written by other users: `chmod go-w {path}`.");
        }

        try
        {
            var probe = Path.Combine(path, ".doctor");
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
            return DoctorCheck.Good("data directory", $"{path} can be written.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return DoctorCheck.Bad("data directory", $"{path} cannot be written: {exception.Message} Run this as the collector's user, or give it the directory.");
        }
    }

    private static DoctorCheck Room(CollectorSettings settings)
    {
        if (!System.IO.Directory.Exists(settings.DataPath()))
        {
            return DoctorCheck.Bad("disk", "unknown without a data directory.");
        }

        var free = new DriveInfo(settings.DataPath()).AvailableFreeSpace;
        var text = $"{free / (1L << 20)} MiB are free, and the log may take {settings.Collector.MaxLogBytes / (1L << 20)} MiB";
        return free < LeastFreeBytes ? DoctorCheck.Bad("disk", $"{text}: free {LeastFreeBytes >> 20} MiB at least, or the store stops taking inserts.")
            : free < settings.Collector.MaxLogBytes ? DoctorCheck.Bad("disk", $"{text}: a long outage of the store would fill the disk. Free some, or lower Collector:MaxLogBytes.")
            : DoctorCheck.Good("disk", $"{text}.");
    }

    private static DoctorCheck Private(string name, string path, string missing)
    {
        if (!File.Exists(path))
        {
            return DoctorCheck.Good(name, $"{missing}.");
        }

        return !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != 0
            ? DoctorCheck.Bad(name, $"{path} can be read by other users: `chmod 600 {path}`.")
            : DoctorCheck.Good(name, $"{path} is readable by its owner only.");
    }

    private static DoctorCheck Unread(string path)
    {
        var kept = System.IO.Directory.Exists(path) ? System.IO.Directory.GetFiles(path, "*.record").Length : 0;
        return kept == 0
            ? DoctorCheck.Good("unread records", "there are none.")
            : DoctorCheck.Bad("unread records", $"{path} has {kept} records of the log that a collector could not read and passed over; a newer version wrote them, or a fault. What they hold is not in the store. Keep them for the version that wrote them, and delete them when nobody needs them any more.");
    }

    private static DoctorCheck Log(string path)
    {
        try
        {
            var last = SegmentVerification.Verify(path).Last();
            return new DoctorCheck("log", last.Exit == 0, last.Text + (last.Exit == 0 ? "" : " See `wal verify`."));
        }
        catch (DirectoryNotFoundException)
        {
            return DoctorCheck.Good("log", "there is none yet.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return DoctorCheck.Bad("log", $"{exception.Message} Run this as the collector's user.");
        }
    }
}

namespace CsTelemetry.ClickHouse.Hosting;

// data directory
// ├── embedded.lock   held open by the supervisor's process
// ├── server/         ClickHouse's own files
// ├── run/            config.xml, users.xml, working directory; written at each start
// └── logs/           clickhouse.log, clickhouse-errors.log; each 3 files of 10 MB

/// <summary>Owns the data directory for one supervisor: lays it out and keeps everybody else away.</summary>
internal sealed class DataDirectory : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly FileStream _lock;

    private DataDirectory(string path, FileStream lockFile)
    {
        Path = path;
        _lock = lockFile;
    }

    internal string Path { get; }

    internal string ServerPath => System.IO.Path.Combine(Path, "server");

    internal string RunPath => System.IO.Path.Combine(Path, "run");

    internal string LogsPath => System.IO.Path.Combine(Path, "logs");

    internal string ConfigPath => System.IO.Path.Combine(RunPath, "config.xml");

    internal string UsersPath => System.IO.Path.Combine(RunPath, "users.xml");

    /// <exception cref="EmbeddedClickHouseException">Another supervisor has it, or it cannot be written.</exception>
    internal static DataDirectory Open(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        try
        {
            MakePrivate(full);
            var lockPath = System.IO.Path.Combine(full, "embedded.lock");
            // The kernel drops the lock with the process, so a crash leaves nothing to clean up.
            var lockFile = new FileStream(lockPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            var directory = new DataDirectory(full, lockFile);
            MakePrivate(directory.ServerPath);
            MakePrivate(directory.RunPath);
            MakePrivate(directory.LogsPath);
            return directory;
        }
        catch (IOException exception)
        {
            throw new EmbeddedClickHouseException(
                $"The data directory '{full}' is used by another process, or cannot be written: {exception.Message} Stop the other one, or choose another DataDirectory.", exception);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new EmbeddedClickHouseException($"The data directory '{full}' cannot be written: {exception.Message}", exception);
        }
    }

    /// <summary>Writes a file that only this user may read; it is never readable to others, not even at first.</summary>
    internal static void WritePrivate(string path, string text)
    {
        File.Delete(path);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using var writer = new StreamWriter(path, options);
        writer.Write(text);
    }

    public void Dispose() => _lock.Dispose();

    private static void MakePrivate(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, OwnerOnly | UnixFileMode.UserExecute);
        }
    }
}

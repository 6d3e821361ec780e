namespace CsTelemetry.Wal.Storage;

/// <summary>Is a real directory, made on first use and readable by its owner only.</summary>
internal sealed class DirectoryLogStorage : ILogStorage
{
    private const string LockName = "wal.lock";
    private const FileShare Everybody = FileShare.ReadWrite | FileShare.Delete;

    private readonly string _directory;

    private DirectoryLogStorage(string directory) => _directory = directory;

    public string Location => _directory;

    public static DirectoryLogStorage Open(string directory)
    {
        var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory));
        if (!Directory.Exists(path))
        {
            CreatePrivate(path);

            // Without this a power cut could take the new directory with everything in it.
            DirectorySync.Flush(Path.GetDirectoryName(path) ?? path);
        }

        return new DirectoryLogStorage(path);
    }

    public IDisposable Lock()
    {
        try
        {
            return new FileStream(PathOf(LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception)
        {
            throw new IOException(
                $"The write-ahead log in '{_directory}' could not be locked ({exception.Message}). "
                + "Only one process may use it: stop the other one, or set another directory.",
                exception);
        }
    }

    public IReadOnlyList<LogFileEntry> List() =>
        [.. new DirectoryInfo(_directory).EnumerateFiles()
            .Select(file => new LogFileEntry(file.Name, file.Length))
            .OrderBy(entry => entry.Name, StringComparer.Ordinal)];

    public ILogFile Create(string name) =>
        new DiskLogFile(File.OpenHandle(PathOf(name), FileMode.Create, FileAccess.ReadWrite, Everybody));

    public ILogFile OpenRead(string name) =>
        new DiskLogFile(File.OpenHandle(PathOf(name), FileMode.Open, FileAccess.Read, Everybody));

    public ILogFile OpenWrite(string name) =>
        new DiskLogFile(File.OpenHandle(PathOf(name), FileMode.Open, FileAccess.ReadWrite, Everybody));

    public void Rename(string from, string to) => File.Move(PathOf(from), PathOf(to), overwrite: true);

    public void Delete(string name) => File.Delete(PathOf(name));

    public void SyncDirectory() => DirectorySync.Flush(_directory);

    private static void CreatePrivate(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }

        Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private string PathOf(string name) => Path.Combine(_directory, name);
}

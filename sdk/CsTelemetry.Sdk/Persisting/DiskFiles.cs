namespace CsTelemetry.Persisting;

/// <summary>Does the steps on the machine's file system.</summary>
internal sealed class DiskFiles(string directory) : IDiskFiles
{
    private readonly string _directory = Path.GetFullPath(directory);

    public void CreateDirectory()
    {
#if NET
        if (!OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(_directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            return;
        }
#endif
        Directory.CreateDirectory(_directory);
    }

    public IReadOnlyList<DiskEntry> List()
    {
        var entries = new List<DiskEntry>();
        foreach (var file in new DirectoryInfo(_directory).EnumerateFiles())
        {
            try
            {
                entries.Add(new(file.Name, file.Length, file.LastWriteTimeUtc));
            }
            catch (FileNotFoundException)
            {
                // Its owner was quicker.
            }
        }

        return entries;
    }

    public bool Exists(string name) => File.Exists(PathOf(name));

    public IDisposable? TryLock(string name)
    {
        try
        {
            return new FileStream(PathOf(name), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
        }
        catch (IOException) when (File.Exists(PathOf(name)))
        {
            return null;
        }
    }

    public void Write(string name, byte[] bytes, bool toDisk)
    {
        using var file = new FileStream(PathOf(name), FileMode.Create, FileAccess.Write, FileShare.None, 1);
        file.Write(bytes, 0, bytes.Length);
        file.Flush(toDisk);
    }

    public void Patch(string name, int at, byte[] bytes)
    {
        using var file = new FileStream(PathOf(name), FileMode.Open, FileAccess.Write, FileShare.Read, 1);
        file.Position = at;
        file.Write(bytes, 0, bytes.Length);
    }

    public byte[]? Read(string name, int mostBytes)
    {
        try
        {
            using var file = new FileStream(PathOf(name), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);
            var bytes = new byte[(int)Math.Min(file.Length, mostBytes)];
            var length = 0;
            while (length < bytes.Length && file.Read(bytes, length, bytes.Length - length) is > 0 and var read)
            {
                length += read;
            }

            return length == bytes.Length ? bytes : bytes.AsSpan(0, length).ToArray();
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    public void Move(string from, string to) => File.Move(PathOf(from), PathOf(to));

    public void Delete(string name)
    {
        try
        {
            File.Delete(PathOf(name));
        }
        catch (DirectoryNotFoundException)
        {
            // Then the file has gone too.
        }
    }

    private string PathOf(string name) => Path.Combine(_directory, name);
}

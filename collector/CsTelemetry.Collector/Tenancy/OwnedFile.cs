using CsTelemetry.Wal.Storage;

namespace CsTelemetry.Collector.Tenancy;

/// <summary>A small file of the data directory that is replaced as a whole, durably, and that only its owner may read.</summary>
internal sealed class OwnedFile(string path)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Replaces the content at once: a reader sees all of the old or all of the new.</summary>
    public void Replace(ReadOnlySpan<byte> content)
    {
        var directory = Path.GetDirectoryName(Path.GetFullPath(path))!;
        Directory.CreateDirectory(directory);
        var draft = path + ".tmp";
        using (var file = Open(draft, FileMode.Create, FileShare.None))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }

        File.Move(draft, path, overwrite: true);
        DirectorySync.Flush(directory);
    }

    /// <summary>Keeps other processes from changing the file until the answer is disposed of.</summary>
    /// <exception cref="IOException">Another one holds it.</exception>
    public IDisposable Hold()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        try
        {
            return Open(path + ".lock", FileMode.OpenOrCreate, FileShare.None);
        }
        catch (IOException exception)
        {
            throw new IOException($"{path} is being changed by another command; run this one again.", exception);
        }
    }

    private static FileStream Open(string name, FileMode mode, FileShare share)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = share };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        return new FileStream(name, options);
    }
}

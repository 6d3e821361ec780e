using System.Security.Cryptography;

namespace CsTelemetry.Collector.Administering.BackingUp;

/// <summary>Writes and checks files that only their owner may read: a backup holds hashes of keys, users, and whom to forget.</summary>
internal static class BackupFiles
{
    public static void MakeFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    public static FileStream Create(string path)
    {
        MakeFolder(Path.GetDirectoryName(path)!);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
    }

    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        using var file = Create(path);
        file.Write(content);
        file.Flush(flushToDisk: true);
    }

    /// <summary>Copies as much of a file as it has now; somebody may be appending to it.</summary>
    public static async Task CopyAsync(string from, string to, CancellationToken cancellationToken)
    {
        using var source = new FileStream(from, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var target = Create(to);
        await source.CopyToAsync(target, cancellationToken);
        target.Flush(flushToDisk: true);
    }

    public static async Task<BackupFile> DescribeAsync(string directory, string path, CancellationToken cancellationToken)
    {
        using var file = File.OpenRead(Path.Combine(directory, path));
        return new BackupFile(path, file.Length, Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken)));
    }

    /// <summary>Says what is wrong with a file of a backup; null if nothing is.</summary>
    public static async Task<string?> FaultAsync(string directory, BackupFile expected, CancellationToken cancellationToken)
    {
        if (Path.IsPathRooted(expected.Path) || expected.Path.Split('/').Contains(".."))
        {
            return $"{expected.Path} leads out of the backup.";
        }

        if (!File.Exists(Path.Combine(directory, expected.Path)))
        {
            return $"{expected.Path} is missing.";
        }

        var found = await DescribeAsync(directory, expected.Path, cancellationToken);
        return found == expected ? null : $"{expected.Path} has {found.Bytes} bytes with the checksum {found.Sha256}; it had {expected.Bytes} with {expected.Sha256}.";
    }
}

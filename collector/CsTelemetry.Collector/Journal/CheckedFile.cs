using System.Numerics;
using CsTelemetry.Wal.Storage;

namespace CsTelemetry.Collector.Journal;

/// <summary>A small file that is replaced as a whole, durably, and that knows whether it is whole. Only its owner may read it.</summary>
internal sealed class CheckedFile(string path)
{
    // | content | crc32c:4 |
    private const int CrcBytes = sizeof(uint);
    private const string DamagedExtension = ".damaged";

    public void Save(ReadOnlySpan<byte> content)
    {
        var draft = path + ".tmp";
        using (var file = new FileStream(draft, Creation()))
        {
            file.Write(content);
            file.Write(BitConverter.GetBytes(Crc(content)));
            file.Flush(flushToDisk: true);
        }

        // The new name must be durable before the segments that it stands for are deleted.
        File.Move(draft, path, overwrite: true);
        DirectorySync.Flush(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }

    /// <summary>Reads the content; null if there is no file.</summary>
    /// <exception cref="InvalidDataException">The file is damaged; a copy is kept beside it, as <c>.damaged</c>, for whoever has to find out why.</exception>
    public byte[]? Load()
    {
        if (!File.Exists(path))
        {
            return null;
        }

        var bytes = File.ReadAllBytes(path);
        if (bytes.Length >= CrcBytes && BitConverter.ToUInt32(bytes.AsSpan()[^CrcBytes..]) == Crc(bytes.AsSpan()[..^CrcBytes]))
        {
            return bytes[..^CrcBytes];
        }

        KeepDamaged();
        throw new InvalidDataException($"The checksum of {path} is wrong; a copy is kept as {path}{DamagedExtension}.");
    }

    // The next save replaces the file. Not being able to copy it must not keep the collector from starting.
    private void KeepDamaged()
    {
        try
        {
            File.Copy(path, path + DamagedExtension, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The caller reports the damage in any case.
        }
    }

    private static FileStreamOptions Creation()
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc = BitOperations.Crc32C(crc, value);
        }

        return ~crc;
    }
}

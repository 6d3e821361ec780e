using System.Text.Json;
using CsTelemetry.Wal.Storage;

namespace CsTelemetry.Collector.Auditing;

/// <summary>The files of the audit log: `audit.jsonl` is written, `audit.1.jsonl` came before it, and so on. Their owner alone may read them.</summary>
/// <param name="directory">Where they are.</param>
internal sealed class AuditFiles(string directory)
{
    /// <summary>How many files are kept; with the oldest, its acts are forgotten.</summary>
    public const int MaxFileCount = 16;

    private const byte LineFeed = (byte)'\n';

    // What the newest entry was when this process wrote it, so that the file need not be read for each.
    private (long Length, long Number) _known = (-1, 0);

    private string Current => PathOf(0);

    /// <summary>Keeps other processes out until the answer is disposed of.</summary>
    /// <exception cref="IOException">Another one is in.</exception>
    public IDisposable Hold()
    {
        Directory.CreateDirectory(directory);
        return Open(Path.Combine(directory, "audit.lock"), FileMode.OpenOrCreate, FileShare.None);
    }

    /// <summary>Begins another file if the one being written is at least so long.</summary>
    public void RotateAt(long bytes)
    {
        if (!File.Exists(Current) || new FileInfo(Current).Length < bytes)
        {
            return;
        }

        File.Delete(PathOf(MaxFileCount - 1));
        for (var i = MaxFileCount - 2; i >= 0; i--)
        {
            if (File.Exists(PathOf(i)))
            {
                File.Move(PathOf(i), PathOf(i + 1));
            }
        }

        DirectorySync.Flush(directory);
    }

    /// <summary>Appends a line durably. A line that a crash cut off is closed first, so that it spoils no other.</summary>
    /// <param name="line">The line with its end.</param>
    /// <param name="number">Its entry's number.</param>
    public void Append(ReadOnlySpan<byte> line, long number)
    {
        var isNew = !File.Exists(Current);
        using (var file = Open(Current, FileMode.OpenOrCreate, FileShare.Read))
        {
            var needsEnd = EndsInMidLine(file);
            file.Seek(0, SeekOrigin.End);
            if (needsEnd)
            {
                file.WriteByte(LineFeed);
            }

            file.Write(line);
            file.Flush(flushToDisk: true);
            _known = (file.Length, number);
        }

        if (isNew)
        {
            DirectorySync.Flush(directory);
        }
    }

    /// <summary>Finds the number of the newest entry; 0 if there is none.</summary>
    public long LastNumber() => File.Exists(Current) && new FileInfo(Current).Length == _known.Length
        ? _known.Number
        : NewestFirst().Select(entry => entry.Number).FirstOrDefault();

    /// <summary>Reads the entries, newest first, file by file as far as they are asked for. What is no entry is left out.</summary>
    public IEnumerable<AuditEntry> NewestFirst()
    {
        for (var i = 0; i < MaxFileCount; i++)
        {
            foreach (var line in LinesOf(PathOf(i)).Reverse())
            {
                if (Read(line) is { } entry)
                {
                    yield return entry;
                }
            }
        }
    }

    private static string[] LinesOf(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(file);
            return reader.ReadToEnd().Split('\n');
        }
        catch (FileNotFoundException)
        {
            return [];
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
    }

    private static AuditEntry? Read(string line)
    {
        try
        {
            return line.Length == 0 ? null : JsonSerializer.Deserialize<AuditEntry>(line);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool EndsInMidLine(FileStream file)
    {
        if (file.Length == 0)
        {
            return false;
        }

        file.Seek(-1, SeekOrigin.End);
        return file.ReadByte() != LineFeed;
    }

    private static FileStream Open(string path, FileMode mode, FileShare share)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = share };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
    }

    private string PathOf(int age) => Path.Combine(directory, age == 0 ? "audit.jsonl" : $"audit.{age}.jsonl");
}

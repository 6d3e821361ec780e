using System.Text;
using CsTelemetry.Wal.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace CsTelemetry.Wal.Tests;

/// <summary>Opens logs with small limits, and speaks of records as text.</summary>
internal static class SmallLog
{
    public const int SegmentBytes = 4096;
    public const int MaxRecordBytes = 2000;

    public static WalOptions Options => new()
    {
        Directory = "unused",
        SegmentBytes = SegmentBytes,
        MaxRecordBytes = MaxRecordBytes,
        MaxTotalBytes = 64 * 1024,
        MaxPendingBytes = 8 * 1024,
        MaxGroupBytes = 4096,
        ReserveBytes = 128 * 1024,
        PreparesSegments = false,
    };

    /// <summary>Gets the same limits for a log that prepares its next segment once one record is in the newest.</summary>
    public static WalOptions OptionsOf(bool preparesSegments)
    {
        var options = Options;
        options.PreparesSegments = preparesSegments;
        return options;
    }

    public static WriteAheadLog Open(ILogStorage storage, WalOptions? options = null, TimeProvider? time = null) =>
        WriteAheadLog.Open(options ?? Options, storage, new InlineScheduler(), time ?? new HandTime(), NullLogger.Instance);

    public static ValueTask<WalAppendResult> Append(this WriteAheadLog log, string text) =>
        log.AppendAsync(Encoding.UTF8.GetBytes(text));

    public static async Task AppendAll(this WriteAheadLog log, params string[] texts)
    {
        foreach (var text in texts)
        {
            var result = await log.Append(text);
            Assert.Equal(WalAppendStatus.Durable, result.Status);
        }
    }

    /// <summary>Makes a record so large that a segment holds two and nothing beside them.</summary>
    public static string Large(string name) => name.PadRight(1990, '.');

    public static List<(long Sequence, string Text)> ReadAll(this WriteAheadLog log, long from = 1)
    {
        using var cursor = log.OpenCursor(from);
        return cursor.ReadRest();
    }

    public static List<(long Sequence, string Text)> ReadRest(this WalCursor cursor)
    {
        var all = new List<(long, string)>();
        while (cursor.TryRead(out var record))
        {
            all.Add((record.Sequence, Encoding.UTF8.GetString(record.Payload.Span).TrimEnd('.')));
        }

        return all;
    }

    public static string[] Texts(this WriteAheadLog log) => [.. log.ReadAll().Select(record => record.Text)];

    public static byte[] Bytes(this ILogStorage storage, string name)
    {
        var bytes = new byte[storage.List().Single(file => file.Name == name).Bytes];
        using var file = storage.OpenRead(name);
        Assert.Equal(bytes.Length, file.Read(bytes, 0));
        return bytes;
    }

    public static void Overwrite(this ILogStorage storage, string name, byte[] bytes)
    {
        using var file = storage.Create(name);
        file.Write(bytes, 0);
        file.Sync();
        storage.SyncDirectory();
    }

    /// <summary>Flips a bit of a file, open or not.</summary>
    public static void Flip(this ILogStorage storage, string name, long offset)
    {
        using var file = storage.OpenWrite(name);
        var bytes = new byte[1];
        Assert.Equal(1, file.Read(bytes, offset));
        bytes[0] ^= 0x40;
        file.Write(bytes, offset);
    }

    public static string[] Names(this ILogStorage storage, string extension) =>
        [.. storage.List().Select(file => file.Name).Where(name => name.EndsWith(extension, StringComparison.Ordinal))];
}

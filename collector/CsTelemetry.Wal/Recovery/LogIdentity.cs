using System.Buffers.Binary;
using System.Security.Cryptography;
using CsTelemetry.Wal.Format;
using CsTelemetry.Wal.Storage;
using Microsoft.Extensions.Logging;

namespace CsTelemetry.Wal.Recovery;

/// <summary>Reads, restores or draws the id of a log.</summary>
internal sealed class LogIdentity(ILogStorage storage, ILogger logger)
{
    /// <summary>
    /// Establishes the id. A directory without segments gets a new one even if it has an old id: sequences start again there,
    /// and the pair of id and sequence must never come twice.
    /// </summary>
    public ulong Establish(IReadOnlyList<SegmentCandidate> candidates)
    {
        if (candidates.Count == 0)
        {
            return Write(Draw());
        }

        if (TryReadFile(storage, out var id))
        {
            return id;
        }

        if (candidates.LastOrDefault(candidate => candidate.Header is not null)?.Header is { } header)
        {
            Log.IdRestored(logger, storage.Location, header.LogId);
            return Write(header.LogId);
        }

        return Write(Draw());
    }

    private static ulong Draw()
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        ulong id;
        do
        {
            RandomNumberGenerator.Fill(bytes);
            id = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        }
        while (id == 0);
        return id;
    }

    /// <summary>Reads the id file; false when it is missing or damaged.</summary>
    public static bool TryReadFile(ILogStorage storage, out ulong id)
    {
        id = 0;
        if (storage.List().All(entry => entry.Name != LogIdFormat.FileName))
        {
            return false;
        }

        // One byte more than the format has, so that a longer file is not taken for a good one.
        Span<byte> bytes = stackalloc byte[LogIdFormat.Bytes + 1];
        using var file = storage.OpenRead(LogIdFormat.FileName);
        return LogIdFormat.TryRead(bytes[..file.Read(bytes, 0)], out id);
    }

    private ulong Write(ulong id)
    {
        Span<byte> bytes = stackalloc byte[LogIdFormat.Bytes];
        LogIdFormat.Write(bytes, id);
        using (var file = storage.Create(LogIdFormat.FileName + SegmentName.TemporaryExtension))
        {
            file.Write(bytes, 0);
            file.Sync();
        }

        storage.Rename(LogIdFormat.FileName + SegmentName.TemporaryExtension, LogIdFormat.FileName);
        storage.SyncDirectory();
        return id;
    }
}

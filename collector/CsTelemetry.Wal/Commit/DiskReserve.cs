using CsTelemetry.Wal.Storage;
using Microsoft.Extensions.Logging;

namespace CsTelemetry.Wal.Commit;

/// <summary>
/// Keeps a file of zeros on disk and gives it up when the disk is full, so that control records, which lead to segments
/// being retired, can still be written. Making it again is also the test of whether the disk has room again.
/// </summary>
internal sealed class DiskReserve(ILogStorage storage, int reserveBytes, TimeProvider time, ILogger logger)
{
    public const string FileName = "wal.reserve";
    private const int ChunkBytes = 64 * 1024;

    private readonly RetryGate _gate = new(time, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));
    private volatile bool _isSpent = true;
    private volatile bool _spaceFreed;

    /// <summary>Gets whether the disk was full and has not been seen with room since.</summary>
    public bool IsSpent => _isSpent;

    /// <summary>Has the next restore tried at once. From any thread.</summary>
    public void SpaceFreed() => _spaceFreed = true;

    /// <summary>Gives the room up; false when it was given up before.</summary>
    public bool TrySpend()
    {
        if (_isSpent)
        {
            return false;
        }

        _isSpent = true;
        _gate.CloseAfterFailure();
        DeleteQuietly();
        Log.DiskFull(logger, storage.Location, reserveBytes);
        return true;
    }

    /// <summary>Makes the reserve again if it was spent, not more often than the pauses allow.</summary>
    public void Restore()
    {
        if (!_isSpent || !(_gate.IsOpen || _spaceFreed))
        {
            return;
        }

        _spaceFreed = false;
        try
        {
            Allocate();
            _isSpent = false;
            _gate.Reset();
            Log.DiskReserveReady(logger, storage.Location, reserveBytes);
        }
        catch (Exception exception) when (StorageFault.Is(exception))
        {
            _gate.CloseAfterFailure();
            DeleteQuietly();
            Log.DiskReserveFailed(logger, storage.Location, reserveBytes, exception);

            // Any other trouble than a full disk must not keep appends out: the log then goes on without a reserve.
            _isSpent = StorageFault.IsNoSpace(exception);
        }
    }

    private void Allocate()
    {
        if (storage.List().Any(entry => entry.Name == FileName && entry.Bytes == reserveBytes))
        {
            return;
        }

        using var file = storage.Create(FileName);
        var zeros = new byte[ChunkBytes];
        for (var written = 0; written < reserveBytes; written += ChunkBytes)
        {
            file.Write(zeros.AsSpan(0, Math.Min(ChunkBytes, reserveBytes - written)), written);
        }

        file.Sync();
    }

    private void DeleteQuietly()
    {
        try
        {
            storage.Delete(FileName);
        }
        catch (Exception exception) when (StorageFault.Is(exception))
        {
            Log.DiskReserveFailed(logger, storage.Location, reserveBytes, exception);
        }
    }
}

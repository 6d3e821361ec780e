using CsTelemetry.Wal.Format;
using CsTelemetry.Wal.Storage;
using Microsoft.Extensions.Logging;

namespace CsTelemetry.Wal.Segments;

/// <summary>
/// Keeps the next segment's file ready, full of zeros and fsynced. An append into such a file makes it neither longer nor takes new
/// blocks, so its fsync waits for its own bytes only, and for nothing that others do to the file system.
/// </summary>
/// <remarks>One thread calls all members; the file is filled on the given scheduler.</remarks>
internal sealed class SegmentStock(ILogStorage storage, int segmentBytes, TaskScheduler scheduler, ILogger logger) : IDisposable
{
    public const string FileName = "next" + SegmentName.TemporaryExtension;

    // Each piece is fsynced by itself: the disk has turns left for the appends that go on meanwhile.
    private const int PieceBytes = 1024 * 1024;

    private readonly ManualResetEventSlim _isIdle = new(initialState: true);
    private ILogFile? _ready;
    private volatile bool _isUnwanted;

    /// <summary>Begins to fill a file, unless there is one or one is being filled. A failure is logged; the next call tries again.</summary>
    public void Replenish()
    {
        if (_isIdle.IsSet && _ready is null)
        {
            _isIdle.Reset();
            _ = Task.Factory.StartNew(Fill, CancellationToken.None, TaskCreationOptions.LongRunning, scheduler);
        }
    }

    /// <summary>Hands the file out, named <see cref="FileName"/>; null when it is not ready.</summary>
    public ILogFile? TryTake() => Interlocked.Exchange(ref _ready, null);

    /// <summary>Gives the room of the file back, waiting for a piece that is being filled; false when there was none.</summary>
    public bool TryGiveUp()
    {
        var wasFilling = !_isIdle.IsSet;
        _isUnwanted = true;
        _isIdle.Wait();
        _isUnwanted = false;
        if (TryTake() is not { } file)
        {
            return wasFilling;
        }

        file.Dispose();
        DeleteQuietly();
        return true;
    }

    public void Dispose()
    {
        TryGiveUp();
        _isIdle.Dispose();
    }

    private void Fill()
    {
        try
        {
            Volatile.Write(ref _ready, TryFill());
        }
        finally
        {
            _isIdle.Set();
        }
    }

    private ILogFile? TryFill()
    {
        ILogFile? file = null;
        try
        {
            file = storage.Create(FileName);
            if (TryFill(file))
            {
                return file;
            }
        }
        catch (Exception exception) when (StorageFault.Is(exception))
        {
            Log.SegmentNotPrepared(logger, storage.Location, segmentBytes, exception);
        }

        file?.Dispose();
        DeleteQuietly();
        return null;
    }

    private bool TryFill(ILogFile file)
    {
        var zeros = new byte[Math.Min(PieceBytes, segmentBytes)];
        for (var offset = 0; offset < segmentBytes && !_isUnwanted; offset += zeros.Length)
        {
            file.Write(zeros.AsSpan(0, Math.Min(zeros.Length, segmentBytes - offset)), offset);
            file.Sync();
        }

        return !_isUnwanted;
    }

    private void DeleteQuietly()
    {
        try
        {
            storage.Delete(FileName);
        }
        catch (Exception exception) when (StorageFault.Is(exception))
        {
            Log.SegmentNotPrepared(logger, storage.Location, segmentBytes, exception);
        }
    }
}

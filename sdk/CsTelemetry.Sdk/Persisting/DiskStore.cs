using System.Diagnostics.CodeAnalysis;
using CsTelemetry.Buffering;
using CsTelemetry.Reporting;

namespace CsTelemetry.Persisting;

/// <summary>
/// Keeps batches on disk, one file each, until they are settled. The books move first where a file is to go, and last
/// where one came, so that a kill between the two leaves a file too many, which the collector recognises, never one too
/// few. No failure of the disk leaves this class as an exception. Safe for any number of threads.
/// </summary>
internal sealed class DiskStore(IDiskFiles files, ulong owner, DiskLimits limits, DeliveryBooks books, DiskReporter reporter, TimeProvider time, Action wakeSender)
{
    /// <summary>How often a file may fail to be read before it is given up.</summary>
    private const int MaxReadFailures = 3;

    private readonly Gate _gate = new();
    private readonly object _writing = new();
    private readonly DiskHome _home = new(files, owner);
    private readonly KeptBatches _kept = new();
    private readonly HashSet<string> _undeleted = new(StringComparer.Ordinal);
    private int _purges;
    private bool _closed;

    /// <summary>Writes a batch that was taken from the buffer, and takes it out of memory.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="quickly">Leaves out waiting for the disk itself: it survives the process, but perhaps not a loss of power.</param>
    /// <returns>False when it is still the caller's.</returns>
    public bool TryKeep(Chunk batch, bool quickly = false)
    {
        // One at a time: at shutdown the same batch may be in two hands.
        lock (_writing)
        {
            if (IsClosed || !books.Awaits(batch))
            {
                return false;
            }

            var purges = Volatile.Read(ref _purges);
            var bytes = BatchFile.Write(batch, Now, out var header);
            var kept = new KeptBatch(owner, in header);
            var temporary = FileName.Temporary(owner, header.ClientInstance, header.BatchSequence);
            if (!TryWrite(bytes, temporary, kept, quickly))
            {
                TryDelete(temporary);
                TryDelete(kept.Name);
                return false;
            }

            if (!books.Keep(batch, kept))
            {
                TryDelete(kept.Name);
                return false;
            }

            Add(kept, purges);
            return true;
        }
    }

    /// <summary>Takes the next batch to send; those that are too old go on the way. Whoever takes it must settle it or give it back.</summary>
    public bool TryTake([NotNullWhen(true)] out KeptBatch? kept)
    {
        while (true)
        {
            bool more;
            lock (_gate)
            {
                kept = null;
                if (_closed || !_kept.TryTake(out kept))
                {
                    return false;
                }

                more = _kept.HasWaiting;
            }

            if (!limits.AreOver(kept, Now))
            {
                if (more)
                {
                    wakeSender();
                }

                return true;
            }

            reporter.Expired(kept, limits.MaxAge);
            Settle(kept, Settlement.GivenUp(DropReason.Expired), "a batch on disk grew too old");
        }
    }

    /// <summary>Reads the frame of a batch that was taken, and marks it as one that may arrive from now on; null when it cannot be read.</summary>
    public byte[]? TryOpen(KeptBatch kept, long nowUnixMs)
    {
        try
        {
            if (files.Read(kept.Name, BatchFile.MaxBytes) is not { } bytes)
            {
                return Lose(kept, "a file of the disk store has gone");
            }

            if (BatchFile.ReadHeader(bytes, bytes.Length, out var header) != HeaderState.Good || !BatchFile.IsWhole(bytes, in header))
            {
                books.NoteCorruptFile();
                reporter.Corrupt();
                return Lose(kept, "a file of the disk store was damaged");
            }

            if (kept.MayHaveArrivedAt == 0)
            {
                Mark(kept, nowUnixMs);
            }

            return bytes.AsSpan(BatchFile.HeaderBytes).ToArray();
        }
        catch (Exception failure) when (DiskTrouble.Is(failure))
        {
            Note(failure);
            if (++kept.Setbacks >= MaxReadFailures)
            {
                return Lose(kept, "a file of the disk store cannot be read");
            }

            GiveBack(kept);
            return null;
        }
    }

    /// <summary>Takes back what <see cref="TryOpen"/> marked: the attempt certainly came to nothing.</summary>
    public void DidNotArrive(KeptBatch kept, long attemptUnixMs)
    {
        if (kept.MayHaveArrivedAt == attemptUnixMs)
        {
            Mark(kept, 0);
        }
    }

    public void GiveBack(KeptBatch kept)
    {
        lock (_gate)
        {
            _kept.GiveBack(kept);
        }
    }

    /// <summary>Enters how a batch that was taken ended, and deletes it.</summary>
    public void Settle(KeptBatch kept, in Settlement settlement, string? error = null)
    {
        // The other way round a kill in between would lose the batch from the books of the next run too.
        if (books.SettleKept(kept, in settlement, error))
        {
            Forget(kept);
        }
    }

    /// <summary>Takes over what clients that are no more have left, and deletes what could not be deleted before.</summary>
    public void Tend(CancellationToken stop)
    {
        try
        {
            _home.Enter();
            var (batches, events) = new Orphans(files, this, owner, time).TakeOver(stop);
            MakeRoom(0);
            DeleteAgain();
            books.NoteDisk(null);
            reporter.TookOver(batches, events);
        }
        catch (Exception failure) when (DiskTrouble.Is(failure))
        {
            Note(failure);
            reporter.CannotBeUsed(failure.Message);
        }
    }

    /// <summary>Takes in a batch whose file now bears this client's name.</summary>
    public void Adopt(KeptBatch kept)
    {
        var purges = Volatile.Read(ref _purges);
        if (books.Recover(kept))
        {
            Add(kept, purges);
            wakeSender();
        }
        else
        {
            TryDelete(kept.Name);
        }
    }

    /// <summary>Deletes everything, because consent was withdrawn.</summary>
    public void Purge()
    {
        List<KeptBatch> all;
        lock (_gate)
        {
            _purges++;
            all = _kept.RemoveAll();
        }

        foreach (var kept in all)
        {
            DropForWantOfConsent(kept);
        }
    }

    /// <summary>Takes nothing more in or out, and lets the files go: to the next start, or to another process.</summary>
    public void Close()
    {
        lock (_writing)
        {
            bool isEmpty;
            lock (_gate)
            {
                _closed = true;
                isEmpty = _kept.Count == 0;
            }

            DeleteAgain();
            try
            {
                _home.Leave(isEmpty && _undeleted.Count == 0);
            }
            catch (Exception failure) when (DiskTrouble.Is(failure))
            {
                Note(failure);
            }
        }
    }

    /// <summary>Says how many events are left on disk.</summary>
    public void ReportLeft() => reporter.LeftBehind(books.Read().Persisted);

    /// <summary>Counts and tells a failure of the disk.</summary>
    public void Note(Exception failure)
    {
        _home.Doubt();
        books.NoteDisk(failure.Message);
        reporter.Failed(failure.Message);
    }

    public bool DeleteCorrupt(string name)
    {
        books.NoteCorruptFile();
        reporter.Corrupt();
        return TryDelete(name);
    }

    /// <summary>Deletes a file, now or later.</summary>
    public bool TryDelete(string name)
    {
        try
        {
            files.Delete(name);
            return true;
        }
        catch (Exception failure) when (DiskTrouble.Is(failure))
        {
            lock (_gate)
            {
                _undeleted.Add(name);
            }

            Note(failure);
            return false;
        }
    }

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    private bool IsClosed
    {
        get
        {
            lock (_gate)
            {
                return _closed;
            }
        }
    }

    private bool TryWrite(byte[] bytes, string temporary, KeptBatch kept, bool quickly)
    {
        try
        {
            _home.Enter();
            files.Write(temporary, bytes, !quickly);
            // Nothing makes room before it is sure that the disk takes the new one.
            if (!MakeRoom(kept.Bytes))
            {
                return false;
            }

            if (WasToBeDeleted(temporary, kept.Name))
            {
                files.Delete(kept.Name);
            }

            files.Move(temporary, kept.Name);
            return true;
        }
        catch (Exception failure) when (DiskTrouble.Is(failure))
        {
            Note(failure);
            return false;
        }
    }

    private void Add(KeptBatch kept, int purges)
    {
        lock (_gate)
        {
            if (purges == _purges)
            {
                _kept.Add(kept);
                return;
            }
        }

        // Consent was withdrawn while the file was being written.
        DropForWantOfConsent(kept);
    }

    private void DropForWantOfConsent(KeptBatch kept)
    {
        books.SettleKept(kept, Settlement.GivenUp(DropReason.NoConsent));
        TryDelete(kept.Name);
    }

    private bool MakeRoom(long bytes)
    {
        List<KeptBatch>? going;
        lock (_gate)
        {
            going = _kept.MakeRoom(bytes, limits);
        }

        foreach (var kept in going ?? [])
        {
            reporter.MadeRoom(kept, limits.MaxBytes);
            if (books.SettleKept(kept, Settlement.GivenUp(DropReason.DiskFull)))
            {
                TryDelete(kept.Name);
            }
        }

        return going is not null;
    }

    private void Mark(KeptBatch kept, long mayHaveArrivedAt)
    {
        kept.MayHaveArrivedAt = mayHaveArrivedAt;
        try
        {
            files.Patch(kept.Name, BatchFile.ArrivalAt, BatchFile.Arrival(mayHaveArrivedAt));
        }
        catch (Exception failure) when (DiskTrouble.Is(failure))
        {
            // It is sent all the same: better that than to keep it for ever on a disk that has become read-only.
            Note(failure);
        }
    }

    private byte[]? Lose(KeptBatch kept, string error)
    {
        Settle(kept, Settlement.GivenUp(DropReason.DiskLost), error);
        return null;
    }

    private void Forget(KeptBatch kept)
    {
        lock (_gate)
        {
            _kept.Remove(kept);
        }

        TryDelete(kept.Name);
    }

    /// <summary>Tells whether an earlier file of that name is still there, and sees to it that the new one is not deleted instead.</summary>
    private bool WasToBeDeleted(string temporary, string name)
    {
        lock (_gate)
        {
            _undeleted.Remove(temporary);
            return _undeleted.Remove(name);
        }
    }

    private void DeleteAgain()
    {
        // Not while a file is being written under one of these names.
        lock (_writing)
        {
            string[] names;
            lock (_gate)
            {
                names = [.. _undeleted];
                _undeleted.Clear();
            }

            foreach (var name in names)
            {
                TryDelete(name);
            }
        }
    }
}

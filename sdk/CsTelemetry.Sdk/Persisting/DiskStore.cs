using System.Diagnostics.CodeAnalysis;
using CsTelemetry.Buffering;
using CsTelemetry.Reporting;

namespace CsTelemetry.Persisting;

/// <summary>
/// Keeps batches on disk, one file each, until they are settled. The books move first where a file is to go, and last
/// where one came, so that a kill between the two leaves a file too many, which the collector recognises, never one too
/// few. No failure of the disk leaves this class as an exception. Safe for any number of threads.
/// </summary>
internal sealed class DiskStore
{
    private readonly IDiskFiles _files;
    private readonly ulong _owner;
    private readonly DiskLimits _limits;
    private readonly DeliveryBooks _books;
    private readonly DiskReporter _reporter;
    private readonly TimeProvider _time;
    private readonly Action _wakeSender;
    private readonly Gate _gate = new();
    private readonly object _writing = new();
    private readonly DiskHome _home;
    private readonly KeptBatches _kept = new();
    private readonly Deletions _deletions;
    private readonly KeptFrames _frames;
    private int _purges;
    private bool _closed;

    public DiskStore(IDiskFiles files, ulong owner, DiskLimits limits, DeliveryBooks books, DiskReporter reporter, TimeProvider time, Action wakeSender)
    {
        _files = files;
        _owner = owner;
        _limits = limits;
        _books = books;
        _reporter = reporter;
        _time = time;
        _wakeSender = wakeSender;
        _home = new DiskHome(files, owner);
        _deletions = new Deletions(files);
        _frames = new KeptFrames(files, books, reporter, Note);
    }

    /// <summary>Writes a batch that was taken from the buffer, and takes it out of memory.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="quickly">Leaves out waiting for the disk itself: it survives the process, but perhaps not a loss of power.</param>
    /// <returns>False when it is still the caller's.</returns>
    public bool TryKeep(Chunk batch, bool quickly = false)
    {
        // One at a time: at shutdown the same batch may be in two hands.
        lock (_writing)
        {
            if (IsClosed || !_books.Awaits(batch))
            {
                return false;
            }

            var purges = Volatile.Read(ref _purges);
            var bytes = BatchFile.Write(batch, Now, out var header);
            var kept = new KeptBatch(_owner, in header);
            var temporary = FileName.Temporary(_owner, header.ClientInstance, header.BatchSequence);
            if (!TryWrite(bytes, temporary, kept, quickly))
            {
                TryDelete(temporary);
                TryDelete(kept.Name);
                return false;
            }

            if (!_books.Keep(batch, kept))
            {
                TryDelete(kept.Name);
                return false;
            }

            Add(kept, purges);
            // The sender whose failure brought it here may be idle again by now.
            _wakeSender();
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

            if (!_limits.AreOver(kept, Now))
            {
                if (more)
                {
                    _wakeSender();
                }

                return true;
            }

            _reporter.Expired(kept, _limits.MaxAge);
            Settle(kept, Settlement.GivenUp(DropReason.Expired), "a batch on disk grew too old");
        }
    }

    /// <summary>Reads the frame of a batch that was taken, and marks it as one that may arrive from now on; null when it cannot be read.</summary>
    public byte[]? TryOpen(KeptBatch kept, long nowUnixMs)
    {
        var frame = _frames.TryRead(kept, out var lostBecause);
        if (frame is not null && kept.MayHaveArrivedAt == 0)
        {
            _frames.Mark(kept, nowUnixMs);
        }
        else if (lostBecause is not null)
        {
            Settle(kept, Settlement.GivenUp(DropReason.DiskLost), lostBecause);
        }
        else if (frame is null)
        {
            GiveBack(kept);
        }

        return frame;
    }

    /// <summary>Takes back what <see cref="TryOpen"/> marked: the attempt certainly came to nothing.</summary>
    public void DidNotArrive(KeptBatch kept, long attemptUnixMs)
    {
        if (kept.MayHaveArrivedAt == attemptUnixMs)
        {
            _frames.Mark(kept, 0);
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
        if (_books.SettleKept(kept, in settlement, error))
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
            var (batches, events) = new Orphans(_files, this, _owner, _time).TakeOver(stop);
            MakeRoom(0);
            // Not while a file is being written under one of these names.
            lock (_writing)
            {
                _deletions.Repeat();
            }

            _books.NoteDisk(null);
            _reporter.TookOver(batches, events);
        }
        catch (Exception failure) when (DiskTrouble.Is(failure))
        {
            _home.Doubt();
            _books.NoteDisk(failure.Message);
            _reporter.CannotBeUsed(failure.Message);
        }
    }

    /// <summary>Takes in batches whose files now bear this client's name. All at once, so that the oldest of all is sent first.</summary>
    public void Adopt(List<KeptBatch> taken)
    {
        var purges = Volatile.Read(ref _purges);
        var refused = taken.FindAll(kept => !_books.Recover(kept));
        lock (_gate)
        {
            if (purges == _purges)
            {
                taken.Except(refused).ToList().ForEach(_kept.Add);
            }
            else
            {
                refused = taken;
            }
        }

        refused.ForEach(DropForWantOfConsent);
        _wakeSender();
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

        all.ForEach(kept => _books.SettleKept(kept, Settlement.GivenUp(DropReason.NoConsent)));
        if (all.Count == 0)
        {
            return;
        }

        // A disposal that follows waits for this, and so does a file that is to be written once consent is given again.
        lock (_writing)
        {
            // Deleting takes as long as the disk wants; the mark holds at once, for whoever comes after a kill.
            Try(() => _files.Write(FileName.Purge(_owner), [], toDisk: false));
            all.ForEach(kept => TryDelete(kept.Name));
            if (_deletions.AreDone)
            {
                TryDelete(FileName.Purge(_owner));
            }
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

            Try(_deletions.Repeat);
            Try(() => _home.Leave(isEmpty && _deletions.AreDone));
        }
    }

    /// <summary>Says how many events are left on disk.</summary>
    public void ReportLeft() => _reporter.LeftBehind(_books.Read().Persisted);

    /// <summary>Counts and tells a failure of the disk.</summary>
    public void Note(Exception failure)
    {
        _home.Doubt();
        _books.NoteDisk(failure.Message);
        _reporter.Failed(failure.Message);
    }

    public bool DeleteCorrupt(string name)
    {
        _books.NoteCorruptFile();
        _reporter.Corrupt();
        return TryDelete(name);
    }

    /// <summary>Deletes a file, now or later.</summary>
    public bool TryDelete(string name)
    {
        if (_deletions.TryDelete(name) is not { } failure)
        {
            return true;
        }

        Note(failure);
        return false;
    }

    private long Now => _time.GetUtcNow().ToUnixTimeMilliseconds();

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

    private void Try(Action step)
    {
        try
        {
            step();
        }
        catch (Exception failure) when (DiskTrouble.Is(failure))
        {
            Note(failure);
        }
    }

    private bool TryWrite(byte[] bytes, string temporary, KeptBatch kept, bool quickly)
    {
        try
        {
            _home.Enter();
            _files.Write(temporary, bytes, !quickly);
            // Nothing makes room before it is sure that the disk takes the new one.
            if (!MakeRoom(kept.Bytes))
            {
                return false;
            }

            _deletions.Forget(temporary);
            if (_deletions.Forget(kept.Name))
            {
                // An earlier file of this name could not be deleted.
                _files.Delete(kept.Name);
            }

            _files.Move(temporary, kept.Name);
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
        _books.SettleKept(kept, Settlement.GivenUp(DropReason.NoConsent));
        TryDelete(kept.Name);
    }

    private bool MakeRoom(long bytes)
    {
        List<KeptBatch>? going;
        lock (_gate)
        {
            going = _kept.MakeRoom(bytes, _limits);
        }

        foreach (var kept in going ?? [])
        {
            _reporter.MadeRoom(kept, _limits.MaxBytes);
            if (_books.SettleKept(kept, Settlement.GivenUp(DropReason.DiskFull)))
            {
                TryDelete(kept.Name);
            }
        }

        return going is not null;
    }

    private void Forget(KeptBatch kept)
    {
        lock (_gate)
        {
            _kept.Remove(kept);
        }

        TryDelete(kept.Name);
    }
}

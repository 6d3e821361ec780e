namespace CsTelemetry.Persisting;

/// <summary>
/// Takes over the files of clients that are no more. A file changes hands by its name, so one lock at a time is open, and
/// a process that dies in the midst leaves every file with one owner.
/// </summary>
internal sealed class Orphans(IDiskFiles files, DiskStore store, ulong heir, TimeProvider time)
{
    /// <summary>How old a lock without batches must be to go. A younger one may just be being taken.</summary>
    private static readonly TimeSpan IdleLockAge = TimeSpan.FromMinutes(1);

    /// <summary>Takes over what it can.</summary>
    /// <exception cref="IOException">The directory cannot be read; like every failure that <see cref="DiskTrouble"/> knows.</exception>
    public (int Batches, long Events) TakeOver(CancellationToken stop)
    {
        var taken = new List<KeptBatch>();
        foreach (var owner in Owners())
        {
            bool allGone;
            if (stop.IsCancellationRequested)
            {
                break;
            }

            if (!IsWorthALock(owner) || files.TryLock(FileName.Lock(owner.Key)) is not { } held)
            {
                continue;
            }

            using (held)
            {
                // Asked now, for the listing may be older than the mark.
                allGone = files.Exists(FileName.Purge(owner.Key)) ? TryDeleteAll(owner) : TryTakeOverAll(owner, taken);
            }

            if (allGone)
            {
                files.Delete(FileName.Lock(owner.Key));
            }
        }

        store.Adopt(taken);
        return (taken.Count, taken.Sum(kept => (long)kept.EventCount));
    }

    /// <summary>Ends a purge that its owner did not live to end: the batches first, then the mark.</summary>
    private bool TryDeleteAll(IGrouping<ulong, (DiskEntry Entry, FileName Name)> owner)
    {
        var allGone = true;
        foreach (var (entry, name) in owner)
        {
            allGone &= name.Kind is not (FileKind.Batch or FileKind.Temporary) || store.TryDelete(entry.Name);
        }

        return allGone && store.TryDelete(FileName.Purge(owner.Key));
    }

    private bool TryTakeOverAll(IEnumerable<(DiskEntry Entry, FileName Name)> owned, List<KeptBatch> taken)
    {
        var allGone = true;
        foreach (var (entry, name) in owned)
        {
            allGone &= TryTakeOver(entry, in name, taken);
        }

        return allGone;
    }

    private List<IGrouping<ulong, (DiskEntry Entry, FileName Name)>> Owners()
    {
        var ours = new List<(DiskEntry Entry, FileName Name)>();
        foreach (var entry in files.List())
        {
            if (FileName.TryParse(entry.Name, out var name) && name.Owner != heir)
            {
                ours.Add((entry, name));
            }
        }

        return [.. ours.GroupBy(file => file.Name.Owner)];
    }

    private bool IsWorthALock(IEnumerable<(DiskEntry Entry, FileName Name)> owned) => owned.Any(file =>
        file.Name.Kind is FileKind.Batch or FileKind.Purge || time.GetUtcNow() - file.Entry.WrittenAt > IdleLockAge);

    /// <summary>Deals with one file; false when it must stay where it is.</summary>
    private bool TryTakeOver(DiskEntry entry, in FileName name, List<KeptBatch> taken)
    {
        if (name.Kind != FileKind.Batch)
        {
            // What was being written when its owner died was never said to be on disk.
            return name.Kind == FileKind.Lock || store.TryDelete(entry.Name);
        }

        try
        {
            // Somebody may have been here between the listing and the lock.
            if (files.Read(entry.Name, BatchFile.HeaderBytes) is not { } head)
            {
                return true;
            }

            var state = BatchFile.ReadHeader(head, entry.Bytes, out var header);
            if (state == HeaderState.Newer)
            {
                return false;
            }

            if (state == HeaderState.Damaged || (header.ClientInstance, header.BatchSequence) != (name.ClientInstance, name.BatchSequence))
            {
                return store.DeleteCorrupt(entry.Name);
            }

            var kept = new KeptBatch(heir, in header);
            files.Move(entry.Name, kept.Name);
            taken.Add(kept);
            return true;
        }
        catch (Exception failure) when (DiskTrouble.Is(failure))
        {
            store.Note(failure);
            return false;
        }
    }
}

using CsTelemetry.Persisting;

namespace CsTelemetry.Buffering;

/// <summary>
/// Enters what becomes of the batches that were taken from the buffer, under the buffer's gate. A batch counts once: what
/// is heard about it after it is settled, withdrawn or lost comes too late.
/// </summary>
internal sealed class DeliveryBooks(
    Gate gate, Ledger ledger, FlushWaits flushes, BatchQueue batches, ChunkPool pool, ConsentSwitch consent)
{
    /// <summary>Gets whether the client was shut down and what was left is counted. Read under the gate.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Enters how a batch ended, and takes its memory back.</summary>
    public void Settle(Chunk batch, in Settlement settlement, string? error = null)
    {
        lock (gate)
        {
            if (!TryEnd(batch))
            {
                return;
            }

            ledger.Settle(batch.EventCount, in settlement);
            flushes.Settle(batch, in settlement);
            if (error is not null)
            {
                ledger.NotDelivered(error);
            }

            Return(batch);
        }
    }

    /// <summary>Moves a batch in the books from memory to disk, and takes its memory back.</summary>
    /// <returns>False when it must not stay on disk: it is settled, or consent was withdrawn or put off.</returns>
    public bool Keep(Chunk batch, KeptBatch kept)
    {
        lock (gate)
        {
            if (consent.State != ConsentState.Granted || !TryEnd(batch))
            {
                return false;
            }

            ledger.Keep(batch.EventCount);
            kept.IsInBooks = true;
            flushes.Keep(batch);
            Return(batch);
            return true;
        }
    }

    /// <summary>Gives back a batch that could not be sent now; it is the next to be taken.</summary>
    public void GiveBack(Chunk batch)
    {
        lock (gate)
        {
            if (!batches.TryGiveBack(batch) && batches.TryEndWithdrawn(batch))
            {
                pool.Return(batch);
            }
        }
    }

    /// <summary>Tells whether a batch that was taken still stands in the books as waiting.</summary>
    public bool Awaits(Chunk batch)
    {
        lock (gate)
        {
            return batches.IsLent(batch);
        }
    }

    /// <summary>Enters a batch that an earlier run left on disk.</summary>
    /// <returns>False when it must not stay there.</returns>
    public bool Recover(KeptBatch kept)
    {
        lock (gate)
        {
            if (IsClosed)
            {
                return true;
            }

            ledger.Recover(kept.EventCount);
            kept.IsInBooks = true;
            if (consent.State == ConsentState.Denied)
            {
                EndKept(kept, Settlement.GivenUp(DropReason.NoConsent));
            }

            return consent.State != ConsentState.Denied;
        }
    }

    /// <summary>Enters how a batch on disk ended.</summary>
    /// <returns>False when that comes too late to count: the file is no longer the caller's to delete.</returns>
    public bool SettleKept(KeptBatch kept, in Settlement settlement, string? error = null)
    {
        lock (gate)
        {
            if (IsClosed || !kept.IsInBooks)
            {
                return false;
            }

            EndKept(kept, in settlement);
            if (error is not null)
            {
                ledger.NotDelivered(error);
            }

            return true;
        }
    }

    public TelemetryStatistics Read()
    {
        lock (gate)
        {
            return ledger.Read();
        }
    }

    public void NoteFailedAttempt(string error)
    {
        lock (gate)
        {
            ledger.Failed(error);
        }
    }

    public void NoteDisk(string? error)
    {
        lock (gate)
        {
            if (error is null)
            {
                ledger.DiskWorks();
            }
            else
            {
                ledger.DiskFailed(error);
            }
        }
    }

    public void NoteCorruptFile()
    {
        lock (gate)
        {
            ledger.Corrupt();
        }
    }

    /// <summary>Counts what is left as lost; whatever a sender still hears about it comes too late.</summary>
    /// <returns>How many events were left.</returns>
    public long Close()
    {
        lock (gate)
        {
            IsClosed = true;
            flushes.DropRemaining();
            return ledger.DropAllQueued(consent.State == ConsentState.Granted ? DropReason.Shutdown : DropReason.NoConsent);
        }
    }

    private bool TryEnd(Chunk batch)
    {
        // After the books are closed the batch already stands there as lost.
        if (IsClosed || batches.TryEnd(batch))
        {
            return !IsClosed;
        }

        if (batches.TryEndWithdrawn(batch))
        {
            pool.Return(batch);
        }

        return false;
    }

    private void Return(Chunk batch)
    {
        pool.Return(batch);
        if (ledger.Queued == 0)
        {
            pool.Trim();
        }
    }

    private void EndKept(KeptBatch kept, in Settlement settlement)
    {
        kept.IsInBooks = false;
        ledger.SettleKept(kept.EventCount, in settlement);
    }
}

using CsTelemetry.Wal.Format;
using CsTelemetry.Wal.Segments;
using CsTelemetry.Wal.Storage;
using Microsoft.Extensions.Logging;

namespace CsTelemetry.Wal.Recovery;

/// <summary>Puts on disk what recovery found: cuts, copies, renames. A repair that fails is logged, not thrown.</summary>
internal sealed class RecoveryRepairs(
    ILogStorage storage, IReadOnlyList<SegmentFinding> findings, WalCounters counters, ILogger logger)
{
    private const string UnreadableExtension = ".unreadable";

    private readonly EvidenceFile _evidence = new(storage);

    /// <summary>
    /// Fsyncs the newest segment, before anything else: what a killed process had written but not yet fsynced is about to be
    /// handed to readers, and must not vanish after that.
    /// </summary>
    public void SyncNewest()
    {
        if (findings is [.., { Verdict: SegmentVerdict.Kept } newest])
        {
            Try(newest.Candidate.Name, () =>
            {
                using var file = storage.OpenWrite(newest.Candidate.Name);
                file.Sync();
            });
        }
    }

    /// <summary>Cuts, copies and renames. Only after a new segment says that the sequences of the old ones are used up.</summary>
    public void Apply()
    {
        foreach (var finding in findings)
        {
            Try(finding.Candidate.Name, () => Repair(finding));
        }

        foreach (var name in Leftovers())
        {
            Try(name, () => storage.Delete(name));
        }

        Try(storage.Location, storage.SyncDirectory);
    }

    private void Repair(SegmentFinding finding)
    {
        var candidate = finding.Candidate;
        if (finding.Verdict == SegmentVerdict.Unavailable)
        {
            return;
        }

        if (finding.Verdict == SegmentVerdict.Unreadable)
        {
            storage.Rename(candidate.Name, candidate.Name + UnreadableExtension);
            Log.SegmentUnreadable(logger, candidate.Name, candidate.Bytes);
            return;
        }

        if (finding.Damage.Count > 0)
        {
            Try(candidate.Name, () => _evidence.Save(candidate.Name, EvidenceFile.CorruptExtension, finding.Damage));
        }

        if (!IsReplaced(finding))
        {
            Cut(finding);
        }
    }

    // A newest segment without records gave its name, and with it its file, to the new one.
    private bool IsReplaced(SegmentFinding finding) =>
        finding == findings[^1] && finding.HighestPossibleSequence < finding.Candidate.FirstSequence;

    private void Cut(SegmentFinding finding)
    {
        var candidate = finding.Candidate;
        if (candidate.Bytes <= finding.CutAt)
        {
            return;
        }

        using var file = storage.OpenWrite(candidate.Name);
        var tornBytes = (candidate.HasPreparedEnd ? UsedLength.Of(file, candidate.Bytes) : candidate.Bytes) - finding.CutAt;
        if (tornBytes > 0)
        {
            Try(candidate.Name, () => _evidence.Save(
                candidate.Name, EvidenceFile.TornExtension, [new ByteRange(finding.CutAt, tornBytes)]));
        }

        file.SetLength(finding.CutAt);
        file.Sync();
        if (tornBytes > 0)
        {
            counters.Cut(tornBytes);
            Log.TornTailCut(logger, candidate.Name, tornBytes);
        }
    }

    private IEnumerable<string> Leftovers()
    {
        try
        {
            return [.. storage.List().Select(file => file.Name)
                .Where(name => name.EndsWith(SegmentName.TemporaryExtension, StringComparison.Ordinal))];
        }
        catch (Exception exception) when (StorageFault.Is(exception))
        {
            Log.RepairFailed(logger, storage.Location, exception);
            return [];
        }
    }

    private void Try(string name, Action repair)
    {
        try
        {
            repair();
        }
        catch (Exception exception) when (StorageFault.Is(exception))
        {
            Log.RepairFailed(logger, name, exception);
        }
    }
}

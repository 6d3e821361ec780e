using CsTelemetry.Wal.Storage;
using Microsoft.Extensions.Logging;

namespace CsTelemetry.Wal.Recovery;

/// <summary>Finds out what a directory holds. Whatever the content, it comes to a result.</summary>
internal sealed class LogRecovery(ILogStorage storage, WalCounters counters, ILogger logger)
{
    public RecoveredLog Inspect()
    {
        var found = SegmentCandidates.In(storage);
        var logId = new LogIdentity(storage, logger).Establish(found);
        var candidates = SegmentCandidates.Of(logId, found);
        var surveyor = new SegmentSurveyor(storage, logId, logger);
        var findings = new List<SegmentFinding>(candidates.Count);
        for (var index = 0; index < candidates.Count; index++)
        {
            var next = index + 1 < candidates.Count ? candidates[index + 1] : null;
            var finding = surveyor.InspectForStart(candidates[index], next);
            findings.Add(finding);
            Report(finding, index > 0 ? candidates[index - 1] : null);
        }

        return new RecoveredLog(
            logId,
            [.. findings.Where(finding => finding.Verdict == SegmentVerdict.Kept).Select(finding => finding.ToSegment())],
            findings is [.., var last] ? last.HighestPossibleSequence + 1 : 1,
            new RecoveryRepairs(storage, findings, counters, logger));
    }

    private void Report(SegmentFinding finding, SegmentCandidate? previous)
    {
        var candidate = finding.Candidate;
        counters.Recovered(finding.Records);
        if (finding.Verdict != SegmentVerdict.Kept)
        {
            counters.Unreadable();
            return;
        }

        ReportHeader(candidate, previous);
        counters.Corrupt(finding.CorruptRecords);
        foreach (var range in finding.Damage)
        {
            Log.DamageFound(logger, candidate.Name, range.Offset, range.Bytes, finding.CorruptRecords);
        }

        if (finding.ExpectedBytes is { } expected)
        {
            Log.SegmentTooShort(logger, candidate.Name, candidate.Bytes, expected);
        }
    }

    private void ReportHeader(SegmentCandidate candidate, SegmentCandidate? previous)
    {
        if (candidate.Header is not { } header)
        {
            Log.SegmentHeaderDamaged(logger, candidate.Name);
        }
        else if (previous is not null && header.PreviousFirstSequence != previous.FirstSequence)
        {
            counters.Missing();
            Log.SegmentMissing(logger, candidate.Name, header.PreviousFirstSequence);
        }
    }
}

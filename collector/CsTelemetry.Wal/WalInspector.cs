using CsTelemetry.Wal.Format;
using CsTelemetry.Wal.Recovery;
using CsTelemetry.Wal.Segments;
using CsTelemetry.Wal.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace CsTelemetry.Wal;

/// <summary>
/// Reads the files of a log without opening it: takes no lock and changes nothing, so it works beside a running process and
/// on a copy. What is appended after <see cref="Open"/> is not seen; segments that are retired meanwhile are passed over.
/// One user at a time.
/// </summary>
public sealed class WalInspector
{
    private static readonly string[] SetAside = [".torn", ".corrupt", ".unreadable"];

    private readonly ILogStorage _storage;
    private readonly List<SegmentCandidate> _candidates;

    private WalInspector(ILogStorage storage, ulong logId, string? fault, List<SegmentCandidate> candidates)
    {
        (_storage, LogId, Fault, _candidates) = (storage, logId, fault, candidates);
    }

    /// <summary>Gets the log's id; 0 when neither its file nor any segment tells it.</summary>
    public ulong LogId { get; }

    /// <summary>Gets what is wrong with the id file; null if nothing is.</summary>
    public string? Fault { get; }

    /// <summary>Gets the files that a recovery has set aside as evidence of damage.</summary>
    public IReadOnlyList<string> Evidence =>
        [.. _storage.List().Select(file => file.Name).Where(name => SetAside.Any(ending => name.Contains(ending, StringComparison.Ordinal)))];

    /// <summary>Lists the directory.</summary>
    /// <exception cref="DirectoryNotFoundException">There is none.</exception>
    public static WalInspector Open(string directory)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        if (!Directory.Exists(directory))
        {
            throw new DirectoryNotFoundException($"There is no write-ahead log in '{directory}': the directory does not exist.");
        }

        var storage = DirectoryLogStorage.Open(directory);
        var found = SegmentCandidates.In(storage);
        var hasFile = LogIdentity.TryReadFile(storage, out var logId);
        if (!hasFile)
        {
            logId = found.LastOrDefault(candidate => candidate.Header is not null)?.Header?.LogId ?? 0;
        }

        var fault = hasFile || found.Count == 0 ? null : $"{LogIdFormat.FileName} is missing or damaged; the next start restores it from the newest segment.";
        return new WalInspector(storage, logId, fault, SegmentCandidates.Of(logId, found));
    }

    /// <summary>Checks every checksum of every segment, oldest first.</summary>
    public IEnumerable<WalSegmentReport> Survey()
    {
        var surveyor = new SegmentSurveyor(_storage, LogId, NullLogger.Instance);
        for (var i = 0; i < _candidates.Count; i++)
        {
            var finding = surveyor.Inspect(_candidates[i], i + 1 < _candidates.Count ? _candidates[i + 1] : null);
            if (finding.Verdict != SegmentVerdict.Unavailable || IsThere(finding.Candidate.Name))
            {
                yield return Describe(finding, i == 0 ? null : _candidates[i - 1]);
            }
        }
    }

    /// <summary>Reads the intact records of a segment, in order. A payload is valid until the next record.</summary>
    public IEnumerable<WalRecord> Read(WalSegmentReport segment)
    {
        ArgumentNullException.ThrowIfNull(segment);
        if (!IsThere(segment.FileName))
        {
            yield break;
        }

        using var scanner = new SegmentScanner(_storage.OpenRead(segment.FileName), LogId, segment.FirstSequence, SegmentScanner.DefaultWindowBytes);
        while (scanner.Next(segment.ValidBytes, long.MaxValue) is { Kind: not ScanKind.End } item)
        {
            if (item.Kind == ScanKind.Record)
            {
                yield return new WalRecord(item.Sequence, item.Payload);
            }
        }
    }

    private bool IsThere(string name) => _storage.List().Any(entry => entry.Name == name);

    private static WalSegmentReport Describe(SegmentFinding finding, SegmentCandidate? previous)
    {
        var candidate = finding.Candidate;
        return new WalSegmentReport(
            candidate.Name,
            candidate.FirstSequence,
            finding.LastSequence,
            candidate.Header is { } header ? DateTimeOffset.FromUnixTimeMilliseconds(header.CreatedAtUnixMilliseconds) : null,
            finding.Records,
            candidate.Bytes,
            finding.ValidBytes,
            finding.CorruptRecords,
            [.. finding.Damage.Select(range => new WalDamage(range.Offset, range.Bytes))],
            FaultOf(finding, previous));
    }

    private static string? FaultOf(SegmentFinding finding, SegmentCandidate? previous)
    {
        var candidate = finding.Candidate;
        return finding.Verdict switch
        {
            SegmentVerdict.Unavailable => "the disk does not let it be read",
            SegmentVerdict.Unreadable => "nothing in it can be read; the next start sets it aside",
            _ when finding.ExpectedBytes is { } expected => $"it has {candidate.Bytes} bytes, of which {expected} had been fsynced",
            _ when candidate.Header is null => "its header is damaged",
            _ when previous is not null && candidate.Header.Value.PreviousFirstSequence != previous.FirstSequence =>
                $"the segment before it, which began with the sequence {candidate.Header.Value.PreviousFirstSequence}, is missing",
            _ => null,
        };
    }
}

using CsTelemetry.Wal;

namespace CsTelemetry.Collector.Administering.Inspecting;

/// <summary>Tells what the files of a log hold. Reads only, beside a running collector or on a copy.</summary>
internal static class LogInspection
{
    public const int DefaultLimit = 100;

    /// <summary>Sums up every segment, and lists records where that is asked for.</summary>
    /// <param name="directory">The log's directory.</param>
    /// <param name="segment">The file name, or the first sequence, of the only segment to look at; null for all.</param>
    /// <param name="from">The first sequence to list; null to list none, unless one segment is named.</param>
    /// <param name="limit">How many records are listed at the most.</param>
    public static IEnumerable<AdministrationLine> Inspect(string directory, string? segment, long? from, int limit)
    {
        var log = WalInspector.Open(directory);
        var totals = new LogTotals();
        var listed = 0;
        foreach (var report in log.Survey().Where(report => segment is null || IsNamed(report, segment)))
        {
            var inSegment = new LogTotals();
            var records = new List<AdministrationLine>();
            foreach (var record in log.Read(report))
            {
                var summary = RecordSummary.Of(record.Payload.Span);
                inSegment.Add(summary, record.Payload.Length);
                if ((from is not null || segment is not null) && record.Sequence >= (from ?? 0) && listed < limit)
                {
                    listed++;
                    records.Add(AdministrationLine.Note(
                        $"  {record.Sequence,12} {summary.Kind,-9} {record.Payload.Length,9} B  {summary.Text}",
                        new { record.Sequence, summary.Kind, Bytes = record.Payload.Length, summary.Tenant, summary.Events, summary.Text }));
                }
            }

            totals.Add(inSegment);
            yield return SegmentVerification.Describe(report, inSegment);
            foreach (var record in records)
            {
                yield return record;
            }
        }

        if (totals.Segments == 0 && segment is not null)
        {
            throw AdministrationException.Usage($"The log in {directory} has no segment \"{segment}\".");
        }

        yield return totals.Conclude(log.LogId);
    }

    private static bool IsNamed(WalSegmentReport report, string segment) =>
        report.FileName == segment || Path.GetFileNameWithoutExtension(report.FileName).TrimStart('0') == segment.TrimStart('0').Replace(".wal", "", StringComparison.Ordinal);
}

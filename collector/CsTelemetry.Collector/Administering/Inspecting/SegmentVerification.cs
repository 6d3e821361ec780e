using CsTelemetry.Wal;

namespace CsTelemetry.Collector.Administering.Inspecting;

/// <summary>Checks every checksum of a log and reads every record. Reads only, beside a running collector or on a copy.</summary>
internal static class SegmentVerification
{
    public static IEnumerable<AdministrationLine> Verify(string directory)
    {
        var log = WalInspector.Open(directory);
        var (segments, records, lost, faults) = (0, 0L, 0L, 0);
        if (log.Fault is { } fault)
        {
            faults++;
            yield return AdministrationLine.Fault($"wal.id: {fault}");
        }

        foreach (var report in log.Survey())
        {
            var unreadable = log.Read(report).Select(record => (record.Sequence, Summary: RecordSummary.Of(record.Payload.Span))).Where(record => record.Summary.Kind == RecordSummary.Unreadable).ToList();
            segments++;
            records += report.Records;
            lost += report.LostRecords;
            foreach (var line in FaultsOf(report).Concat(unreadable.Select(record => AdministrationLine.Fault(
                $"{report.FileName}: the record {record.Sequence} is whole, but {record.Summary.Text}", new { report.FileName, record.Sequence }))))
            {
                faults++;
                yield return line;
            }

            if (report.UnfinishedBytes > 0)
            {
                yield return AdministrationLine.Note(
                    $"{report.FileName}: {report.UnfinishedBytes} bytes at its end are an unfinished write; nobody was told that they are kept.", new { report.FileName, report.UnfinishedBytes });
            }
        }

        foreach (var name in log.Evidence)
        {
            yield return AdministrationLine.Note($"{name}: set aside by an earlier start as evidence of damage. Delete it when nobody needs it any more.", new { FileName = name });
        }

        var data = new { LogId = log.LogId.ToString("x16"), Segments = segments, Records = records, LostRecords = lost, Faults = faults };
        yield return faults == 0
            ? AdministrationLine.Result($"{segments} segments with {records} records are whole.", data)
            : AdministrationLine.Result(
                $"{segments} segments with {records} records have {faults} faults; at least {lost} records are lost. The collector starts nevertheless, skips them, and keeps the damaged bytes beside.", data, ExitCodes.Found);
    }

    public static AdministrationLine Describe(WalSegmentReport report, LogTotals totals) => AdministrationLine.Note(
        $"{report.FileName}  {report.FirstSequence}..{report.LastSequence}  {report.FileBytes} B  begun {(report.CreatedAt is { } at ? $"{at:u}" : "unknown")}  {totals.Kinds()}{(report.IsIntact ? "" : "  DAMAGED, see `wal verify`")}",
        new { report.FileName, report.FirstSequence, report.LastSequence, report.FileBytes, report.CreatedAt, report.Records, Kinds = totals.KindsData(), report.IsIntact });

    private static IEnumerable<AdministrationLine> FaultsOf(WalSegmentReport report)
    {
        if (report.Fault is { } fault)
        {
            yield return AdministrationLine.Fault($"{report.FileName}: {fault}.", new { report.FileName, Fault = fault });
        }

        foreach (var damage in report.Damage)
        {
            yield return AdministrationLine.Fault(
                $"{report.FileName}: {damage.Bytes} bytes at {damage.Offset} hold no intact record.", new { report.FileName, damage.Offset, damage.Bytes });
        }
    }
}

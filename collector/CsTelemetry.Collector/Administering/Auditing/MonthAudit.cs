using CsTelemetry.ClickHouse.Auditing;
using CsTelemetry.ClickHouse.Landing;
using CsTelemetry.Collector.Administering.Retaining;

namespace CsTelemetry.Collector.Administering.Auditing;

/// <summary>Audits one month and, if told to, repairs it. Needs the store quiet.</summary>
internal sealed class MonthAudit(AuditStore store, LandingStore landing, RawHorizon horizon)
{
    private const int MostDaysListed = 31;

    /// <summary>Returns what there is to tell, and adds it to the totals.</summary>
    public async Task<IReadOnlyList<AdministrationLine>> RunAsync(
        int month, DateOnly first, DateOnly last, bool repair, AuditTotals totals, CancellationToken cancellationToken)
    {
        var lines = new List<AdministrationLine>();
        var (from, to) = Clip(month, first, last);
        var differences = from <= to ? await store.DifferencesAsync(from, to, cancellationToken) : [];
        var duplicates = await store.FindDuplicatesAsync(month, cancellationToken);
        Report(month, differences, duplicates, lines);
        totals.Days += differences.Count;
        totals.Surplus += duplicates.Surplus;
        totals.Conflicts += duplicates.Conflicts;
        if (differences.Count == 0 && duplicates.Surplus == 0)
        {
            return lines;
        }

        if (repair && await RepairAsync(month, duplicates, (from, to), lines, cancellationToken))
        {
            totals.Repaired++;
        }
        else
        {
            totals.Left++;
        }

        return lines;
    }

    private (DateOnly From, DateOnly To) Clip(int month, DateOnly first, DateOnly last)
    {
        var (start, end) = Month.Days(month);
        var whole = horizon.FirstWholeDay;
        return (Max(start, Max(first, whole)), end < last ? end : last);
    }

    private static DateOnly Max(DateOnly left, DateOnly right) => left > right ? left : right;

    private static void Report(int month, List<RollupDifference> differences, DuplicateCount duplicates, List<AdministrationLine> lines)
    {
        foreach (var difference in differences.Take(MostDaysListed))
        {
            lines.Add(AdministrationLine.Fault(
                difference.RawEvents == difference.RolledUpEvents
                    ? $"{difference.Day:yyyy-MM-dd}: the rollup counts all {difference.RawEvents} events, but not where they belong."
                    : $"{difference.Day:yyyy-MM-dd}: {difference.RawEvents} events, of which the rollup counts {difference.RolledUpEvents}.",
                new { Day = difference.Day.ToString("O"), difference.RawEvents, RollupEvents = difference.RolledUpEvents }));
        }

        if (duplicates.Surplus > 0)
        {
            lines.Add(AdministrationLine.Fault(
                $"{month / 100}-{month % 100:00}: {duplicates.Identities} events are stored more than once, {duplicates.Surplus} rows too many; {duplicates.AcrossLogs} of them came through several collectors.",
                new { Month = month, Events = duplicates.Identities, SurplusRows = duplicates.Surplus, duplicates.AcrossLogs }));
        }

        if (duplicates.Conflicts > 0)
        {
            lines.Add(AdministrationLine.Note(
                $"{month / 100}-{month % 100:00}: {duplicates.Conflicts} numbers were used by a client for different events. They are kept; mend the client: every event of an instance has its own sequence.",
                new { Month = month, duplicates.Conflicts }));
        }
    }

    private async Task<bool> RepairAsync(
        int month, DuplicateCount duplicates, (DateOnly From, DateOnly To) days, List<AdministrationLine> lines, CancellationToken cancellationToken)
    {
        var touched = duplicates.Surplus > 0 ? await store.TouchedMonthsAsync(month, cancellationToken) : [month];
        if (touched.Any(one => !horizon.IsWhole(one)))
        {
            lines.Add(AdministrationLine.Note(
                $"{month / 100}-{month % 100:00} is not repaired: its events have begun to expire (Retention:EventsDays), and a rollup built from what is left would lose the rest."));
            return false;
        }

        foreach (var one in touched)
        {
            var removed = duplicates.Surplus > 0 ? await store.RemoveDuplicatesAsync(month, one, cancellationToken) : 0;
            await landing.RebuildRollupAsync(one, cancellationToken);
            lines.Add(AdministrationLine.Note($"{one / 100}-{one % 100:00}: removed {removed} rows and built the rollup anew.", new { Month = one, RemovedRows = removed }));
        }

        var left = await store.DifferencesAsync(days.From, days.To, cancellationToken);
        var doubled = await store.FindDuplicatesAsync(month, cancellationToken);
        return left.Count == 0 && doubled.Surplus == 0;
    }
}

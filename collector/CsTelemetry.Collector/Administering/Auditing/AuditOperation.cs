using System.Runtime.CompilerServices;
using CsTelemetry.ClickHouse.Auditing;
using CsTelemetry.Collector.Auditing;
using CsTelemetry.Collector.Journal;

namespace CsTelemetry.Collector.Administering.Auditing;

/// <summary>Compares raw with rollup, finds what is stored twice, and repairs both if told to. Month by month, each in the store's quiet time.</summary>
internal sealed class AuditOperation(MonthAudit audit, AuditStore store, ILatelyVerified lately, OtherCollectors others, QuietTime quiet) : IAdministrativeOperation
{
    private static readonly DateOnly LastDay = new(2149, 6, 6);

    public string Name => "audit";

    public AdministrativeAct? ActOf(OperationArguments arguments) => new(
        arguments.Has("repair") ? AuditActions.AuditRepair : AuditActions.Audit, $"{arguments.Find("first") ?? "the first day"}..{arguments.Find("last") ?? "the last day"}");

    public async IAsyncEnumerable<AdministrationLine> RunAsync(OperationArguments arguments, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var first = arguments.FindDay("first") ?? DateOnly.FromDateTime(DateTime.UnixEpoch);
        var last = arguments.FindDay("last") ?? LastDay;
        if (last < first)
        {
            throw AdministrationException.Usage($"The days {first:yyyy-MM-dd}..{last:yyyy-MM-dd} end before they begin.");
        }

        if (arguments.Has("repair"))
        {
            await others.RequireNoneAsync(cancellationToken);
        }

        yield return AdministrationLine.Note("Waiting for the store to be quiet.");
        await foreach (var line in quiet.RunAsync(stop => AuditAsync(first, last, arguments.Has("repair"), stop), cancellationToken))
        {
            yield return line;
        }
    }

    private async IAsyncEnumerable<AdministrationLine> AuditAsync(
        DateOnly first, DateOnly last, bool repair, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var months = await store.MonthsAsync(first, last, cancellationToken);
        var totals = new AuditTotals();
        for (var i = 0; i < months.Count; i++)
        {
            yield return AdministrationLine.Progress($"{months[i] / 100}-{months[i] % 100:00}", i, months.Count);
            foreach (var line in await audit.RunAsync(months[i], first, last, repair, totals, cancellationToken))
            {
                yield return line;
            }
        }

        // Behind the months: what their repair took for the whole is made whole here, as far as the log still has it.
        totals.Missing = await lately.AuditAsync(first, last, repair, cancellationToken);
        if (totals.Missing > 0)
        {
            yield return AdministrationLine.Fault(
                $"{totals.Missing} rows that the log holds were missing in the store{(repair ? "; they were sent again" : "")}.", new { MissingRows = totals.Missing });
        }

        await store.EndAsync(cancellationToken);
        yield return totals.Conclude(months.Count, repair);
    }
}

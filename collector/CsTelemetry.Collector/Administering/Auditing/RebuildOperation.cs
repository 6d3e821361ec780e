using System.Runtime.CompilerServices;
using CsTelemetry.ClickHouse.Auditing;
using CsTelemetry.ClickHouse.Landing;
using CsTelemetry.Collector.Administering.Retaining;
using CsTelemetry.Collector.Auditing;

namespace CsTelemetry.Collector.Administering.Auditing;

/// <summary>Builds the rollup anew from the raw table, month by month, each in the store's quiet time and swapped in at once.</summary>
internal sealed class RebuildOperation(AuditStore store, LandingStore landing, RawHorizon horizon, RebuildPlan plan, QuietTime quiet, OtherCollectors? others = null) : IAdministrativeOperation
{
    public string Name => "rebuild";

    public AdministrativeAct? ActOf(OperationArguments arguments) => new(AuditActions.Rebuild, arguments.Find("month") ?? "all months");

    public async IAsyncEnumerable<AdministrationLine> RunAsync(OperationArguments arguments, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var month = arguments.FindMonth("month");
        if (month is null && !arguments.Has("all"))
        {
            throw AdministrationException.Usage("Say which month to rebuild, or all.");
        }

        if (month is { } one && !horizon.IsWhole(one))
        {
            throw new AdministrationException(
                $"{one / 100}-{one % 100:00} cannot be rebuilt: events before {horizon.FirstWholeDay:yyyy-MM-dd} expire (Retention:EventsDays), and the rollup would lose what only it still knows.");
        }

        await (others?.RequireNoneAsync(cancellationToken) ?? Task.CompletedTask);
        yield return AdministrationLine.Note("Waiting for the store to be quiet.");
        await foreach (var line in quiet.RunAsync(stop => month is { } given ? OneAsync(given, stop) : AllAsync(stop), cancellationToken))
        {
            yield return line;
        }
    }

    private async IAsyncEnumerable<AdministrationLine> OneAsync(int month, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await landing.RebuildRollupAsync(month, cancellationToken);
        yield return AdministrationLine.Result($"{month / 100}-{month % 100:00} is rebuilt.", new { Months = (int[])[month] });
    }

    private async IAsyncEnumerable<AdministrationLine> AllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var left = plan.Load();
        if (left is not null)
        {
            yield return AdministrationLine.Note($"Going on with a rebuild that was interrupted: {left.Count} months are left.", new { MonthsLeft = left });
        }

        var months = new Queue<int>(left ?? await WholeMonthsAsync(cancellationToken));
        var total = months.Count;
        var done = new List<int>();
        while (months.TryPeek(out var month))
        {
            // Written down before the month and after it: an interrupted one is built again.
            plan.Save([.. months]);
            yield return AdministrationLine.Progress($"{month / 100}-{month % 100:00}", done.Count, total);
            await landing.RebuildRollupAsync(month, cancellationToken);
            done.Add(months.Dequeue());
        }

        plan.Delete();
        yield return AdministrationLine.Result($"{done.Count} months are rebuilt.", new { Months = done });
    }

    private async Task<IReadOnlyList<int>> WholeMonthsAsync(CancellationToken cancellationToken)
    {
        var months = await store.MonthsAsync(horizon.FirstWholeDay, new DateOnly(2149, 6, 6), cancellationToken);
        return [.. months.Where(horizon.IsWhole)];
    }
}

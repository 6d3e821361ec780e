using System.Runtime.CompilerServices;
using CsTelemetry.ClickHouse.Exporting;
using CsTelemetry.Collector.Administering.BackingUp;
using CsTelemetry.Collector.Auditing;
using CsTelemetry.Collector.Tenancy;

namespace CsTelemetry.Collector.Administering.Exporting;

/// <summary>Writes a tenant's events into files, one a day. Run again, it goes on with the days that are missing.</summary>
internal sealed class ExportOperation(ExportStore store) : IAdministrativeOperation
{
    private static readonly DateOnly LastDay = new(2149, 6, 6);

    public string Name => "export";

    public AdministrativeAct? ActOf(OperationArguments arguments) => new(AuditActions.Export, arguments.Find("out") ?? "", arguments.Find("tenant"));

    public async IAsyncEnumerable<AdministrationLine> RunAsync(OperationArguments arguments, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var tenant = arguments.Require("tenant");
        if (!TenantId.IsValid(tenant))
        {
            throw AdministrationException.Usage($"The tenant id \"{tenant}\" is not valid. {TenantId.Rule}");
        }

        var format = Enum.TryParse<ExportFormat>(arguments.Find("format") ?? nameof(ExportFormat.Ndjson), ignoreCase: true, out var known)
            ? known
            : throw AdministrationException.Usage($"The format \"{arguments.Find("format")}\" is none of ndjson, csv and parquet.");
        var directory = Path.GetFullPath(arguments.Require("out"));
        var record = ExportRecord.Open(directory, tenant, format);
        var (first, last) = (arguments.FindDay("from") ?? DateOnly.FromDateTime(DateTime.UnixEpoch), arguments.FindDay("to") ?? LastDay);
        var days = await store.DaysAsync(tenant, first, last, cancellationToken);
        var events = 0L;
        for (var i = 0; i < days.Count; i++)
        {
            var (day, count) = days[i];
            events += count;
            yield return AdministrationLine.Progress($"{day:yyyy-MM-dd}", i, days.Count);
            if (!record.Has(day, count))
            {
                await WriteAsync(record, tenant, day, format, cancellationToken);
                record.Note(day, count);
            }
        }

        yield return AdministrationLine.Result(
            $"{events} events of {days.Count} days are in {directory}.", new { Directory = directory, Tenant = tenant, Days = days.Count, Events = events });
    }

    private async Task WriteAsync(ExportRecord record, string tenant, DateOnly day, ExportFormat format, CancellationToken cancellationToken)
    {
        var draft = record.PathOf(day) + ".part";
        using (var file = BackupFiles.Create(draft))
        {
            await store.ReadAsync(tenant, day, format, file, cancellationToken);
            file.Flush(flushToDisk: true);
        }

        File.Move(draft, record.PathOf(day), overwrite: true);
    }
}

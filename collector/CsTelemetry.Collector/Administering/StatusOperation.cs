using System.Runtime.CompilerServices;
using CsTelemetry.ClickHouse;
using CsTelemetry.Collector.Accounting;
using CsTelemetry.Collector.Journal;
using CsTelemetry.Wal;

namespace CsTelemetry.Collector.Administering;

/// <summary>Tells how the collector stands: its books, its two halves, its store.</summary>
internal sealed class StatusOperation(Books books, CollectorHealth health, WriteAheadLog log, UnreadRecords unread, ClickHouseClient store) : IAdministrativeOperation
{
    public string Name => "status";

    public AdministrativeAct? ActOf(OperationArguments arguments) => null;

    public async IAsyncEnumerable<AdministrationLine> RunAsync(OperationArguments arguments, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var read = books.Read();
        var (version, unreachable) = await AskStoreAsync(cancellationToken);
        var logState = log.Statistics;
        yield return AdministrationLine.Result(
            $"{read.Accepted} events accepted, {read.Verified} of them verified in the store, {read.Pending} pending; {read.Rejected} rejected.",
            new
            {
                read.Received,
                read.Accepted,
                read.Rejected,
                read.Verified,
                read.Pending,
                read.Quarantined,
                LogFault = health.Log.Fault,
                LogBytes = logState.DiskBytes,
                LogDiskFull = logState.IsDiskFull,
                LogCorruptRecords = logState.CorruptRecordsSkipped,
                LogUnread = unread.Summary,
                StoreFault = unreachable ?? health.Store.Fault,
                StoreVersion = version,
                StoreAddress = store.Endpoint.Url.ToString(),
            });
    }

    private async Task<(string? Version, string? Fault)> AskStoreAsync(CancellationToken cancellationToken)
    {
        try
        {
            return ((await store.VersionAsync(cancellationToken)).ToString(), null);
        }
        catch (Exception exception) when (exception is ClickHouseException or NotSupportedException)
        {
            return (null, exception.Message);
        }
    }
}

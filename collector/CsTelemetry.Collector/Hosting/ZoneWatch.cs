using CsTelemetry.ClickHouse;
using CsTelemetry.Collector.Querying;
using CsTelemetry.Collector.Zones;

namespace CsTelemetry.Collector.Hosting;

/// <summary>
/// Learns the accounts' time zones that other collectors were told, from the store they share: at the start all of them, then each
/// minute what is new. What is on its way to the store there is learnt when it has landed.
/// </summary>
internal sealed class ZoneWatch(ZoneQueries store, AccountZones zones, TimeProvider time, ILogger<ZoneWatch> logger) : StoreWatch(Interval, time)
{
    /// <summary>How often it looks: every minute.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    // What another collector took so long ago may land only now; what lies in a log for longer is seen by the next look at everything.
    private static readonly TimeSpan Overlap = TimeSpan.FromHours(1);
    private const int LooksBetweenAll = 60;

    private long _seen;
    private int _looks;

    public override async Task LookAsync(CancellationToken cancellationToken)
    {
        var since = _looks % LooksBetweenAll == 0 ? 0 : Math.Max(0, _seen - (long)Overlap.TotalMilliseconds);
        foreach (var row in await store.SinceAsync(since, AccountZones.MaxCount, cancellationToken))
        {
            zones.Learn(new AccountZone(row.Tenant, row.AccountId, row.Zone, row.ToldAt));
            _seen = Math.Max(_seen, row.SeenAt);
        }

        // Only now: should the store not have answered, everything is still to be asked.
        _looks++;
    }

    protected override void NotAsked(ClickHouseException exception) => Log.ZonesNotAsked(logger, exception);
}

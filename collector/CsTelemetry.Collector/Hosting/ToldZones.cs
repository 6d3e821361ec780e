using CsTelemetry.ClickHouse;
using CsTelemetry.ClickHouse.Knowledge;
using CsTelemetry.Collector.Knowing;
using CsTelemetry.Collector.Zones;

namespace CsTelemetry.Collector.Hosting;

/// <summary>Tells the intake the time zones that were told of accounts, within a second: from then on their days begin there. An event that tells another one later changes it again.</summary>
internal sealed class ToldZones(KnowledgeFeed feed, KnowledgeBook book, AccountZones zones, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private HashSet<(string Tenant, KnowledgeKey Key)> _changed = [];
    private IDisposable? _listening;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        _listening = feed.Listen(Note);
        return base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _listening?.Dispose();
        base.Dispose();
    }

    /// <summary>Passes on what was told since the last time.</summary>
    public async Task TellAsync(CancellationToken cancellationToken)
    {
        HashSet<(string Tenant, KnowledgeKey Key)> changed;
        lock (_gate)
        {
            (changed, _changed) = (_changed, []);
        }

        try
        {
            foreach (var (tenant, key) in changed)
            {
                Tell(tenant, key, await book.StateAsync(tenant, cancellationToken));
            }
        }
        catch (ClickHouseException)
        {
            // The tenant had left memory and the store is away: it is tried again with the next ones.
            lock (_gate)
            {
                _changed.UnionWith(changed);
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await TellAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Told to stop.
        }
    }

    private void Tell(string tenant, KnowledgeKey key, KnowledgeState state)
    {
        if (state.Find(key).Standing is not null && state.Knowledge.Accounts.GetValueOrDefault(key.Id)?.TimeZone is { } zone)
        {
            zones.Learn(new AccountZone(tenant, key.Id, zone, time.GetUtcNow().ToUnixTimeMilliseconds()));
        }
    }

    private void Note(IReadOnlyList<KnowledgeChange> changes)
    {
        lock (_gate)
        {
            _changed.UnionWith(changes.Where(change => change.Key.Kind == KnowledgeKind.Account).Select(change => (change.Tenant, change.Key)));
        }
    }
}

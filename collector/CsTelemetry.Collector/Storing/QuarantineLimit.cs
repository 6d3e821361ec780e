using CsTelemetry.ClickHouse.Quarantine;

namespace CsTelemetry.Collector.Storing;

/// <summary>Bounds what a tenant may have in quarantine of one day (UTC, of receipt). Runs alone.</summary>
internal sealed class QuarantineLimit(QuarantineStore store, int maxPerDay)
{
    // Beyond, everything is asked for anew.
    private const int MaxKnownCount = 10_000;

    private readonly Dictionary<(string Tenant, DateOnly Day), long> _known = [];

    /// <summary>Returns those of the rows that there is room for, the first ones first.</summary>
    public async Task<IReadOnlyList<QuarantinedEvent>> AdmitAsync(IReadOnlyList<QuarantinedEvent> rows, CancellationToken cancellationToken)
    {
        await LearnAsync([.. rows.Select(KeyOf).Distinct()], cancellationToken);
        var room = rows.Select(KeyOf).Distinct().ToDictionary(key => key, key => maxPerDay - _known[key]);
        return [.. rows.Where(row => room[KeyOf(row)]-- > 0)];
    }

    /// <summary>The rows are in the store.</summary>
    public void Took(IReadOnlyList<QuarantinedEvent> rows)
    {
        foreach (var row in rows)
        {
            _known[KeyOf(row)]++;
        }
    }

    private async Task LearnAsync(List<(string Tenant, DateOnly Day)> keys, CancellationToken cancellationToken)
    {
        if (_known.Count > MaxKnownCount)
        {
            _known.Clear();
        }

        var unknown = keys.Where(key => !_known.ContainsKey(key)).ToList();
        if (unknown.Count == 0)
        {
            return;
        }

        var counted = await store.CountByDayAsync(unknown.Select(key => key.Tenant).Distinct(), unknown.Select(key => key.Day).Distinct(), cancellationToken);
        foreach (var key in unknown)
        {
            _known[key] = counted.GetValueOrDefault(key);
        }
    }

    private static (string Tenant, DateOnly Day) KeyOf(QuarantinedEvent row) => (row.Tenant, DateOnly.FromDateTime(row.ReceivedAt.UtcDateTime));
}

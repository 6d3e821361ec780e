namespace CsTelemetry.Collector.Administering.Inspecting;

/// <summary>Counts records by kind and by tenant.</summary>
internal sealed class LogTotals
{
    private readonly SortedDictionary<string, (long Records, long Bytes)> _kinds = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, (long Batches, long Events, long Bytes)> _tenants = new(StringComparer.Ordinal);

    public int Segments { get; private set; }

    public long Unreadable => _kinds.GetValueOrDefault(RecordSummary.Unreadable).Records;

    public void Add(RecordSummary summary, int bytes)
    {
        var (records, sum) = _kinds.GetValueOrDefault(summary.Kind);
        _kinds[summary.Kind] = (records + 1, sum + bytes);
        if (summary is { Kind: "batch", Tenant: { } tenant })
        {
            var of = _tenants.GetValueOrDefault(tenant);
            _tenants[tenant] = (of.Batches + 1, of.Events + summary.Events, of.Bytes + bytes);
        }
    }

    public void Add(LogTotals segment)
    {
        Segments++;
        foreach (var (kind, of) in segment._kinds)
        {
            var (records, bytes) = _kinds.GetValueOrDefault(kind);
            _kinds[kind] = (records + of.Records, bytes + of.Bytes);
        }

        foreach (var (tenant, of) in segment._tenants)
        {
            var sum = _tenants.GetValueOrDefault(tenant);
            _tenants[tenant] = (sum.Batches + of.Batches, sum.Events + of.Events, sum.Bytes + of.Bytes);
        }
    }

    public string Kinds() => _kinds.Count == 0 ? "no records" : string.Join(", ", _kinds.Select(kind => $"{kind.Value.Records} {kind.Key}"));

    public object KindsData() => _kinds.ToDictionary(kind => kind.Key, kind => new { kind.Value.Records, kind.Value.Bytes });

    public AdministrationLine Conclude(ulong logId)
    {
        var tenants = string.Concat(_tenants.Select(tenant => $"\n  tenant {tenant.Key}: {tenant.Value.Batches} batches, {tenant.Value.Events} events, {tenant.Value.Bytes} B"));
        return AdministrationLine.Result(
            $"Log {logId:x16}: {Segments} segments, {Kinds()}.{tenants}",
            new
            {
                LogId = logId.ToString("x16"),
                Segments,
                Kinds = KindsData(),
                Tenants = _tenants.ToDictionary(tenant => tenant.Key, tenant => new { tenant.Value.Batches, tenant.Value.Events, tenant.Value.Bytes }),
            });
    }
}

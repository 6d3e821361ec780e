using CsTelemetry.ClickHouse;
using CsTelemetry.LoadGenerator.Running;
using CsTelemetry.Protocol.V1;

namespace CsTelemetry.LoadGenerator.Torture;

/// <summary>Reads what is stored, straight from the tables.</summary>
internal sealed class StoredUsage(Store store)
{
    /// <summary>Lists every event that is stored, and how often.</summary>
    public IAsyncEnumerable<(ulong Client, ulong Sequence, long Times)> EventsAsync(CancellationToken cancellationToken) => store.Client.StreamAsync(
        new ClickHouseQuery("SELECT client_instance_id, sequence, count() FROM events GROUP BY client_instance_id, sequence"),
        row => (row.ReadUInt64(), row.ReadUInt64(), (long)row.ReadUInt64()),
        cancellationToken);

    public Task<Dictionary<UsageKey, long>> RawAsync(CancellationToken cancellationToken) => ReadAsync("count()", "events", cancellationToken);

    public Task<Dictionary<UsageKey, long>> RollupAsync(CancellationToken cancellationToken) => ReadAsync("sum(events)", "usage_daily", cancellationToken);

    private async Task<Dictionary<UsageKey, long>> ReadAsync(string counted, string table, CancellationToken cancellationToken)
    {
        var rows = await store.Client.QueryAsync(
            new ClickHouseQuery($"SELECT account_id, toInt8(kind) AS kind_number, day, toUInt64({counted}) FROM {table} GROUP BY account_id, kind_number, day"),
            row => (Key: new UsageKey(row.ReadString(), (EventKind)row.ReadInt8(), row.ReadDate()), Events: (long)row.ReadUInt64()),
            cancellationToken);
        return rows.ToDictionary(row => row.Key, row => row.Events);
    }
}

using CsTelemetry.ClickHouse.Native;
using CsTelemetry.ClickHouse.Rows;

namespace CsTelemetry.ClickHouse.Quarantine;

/// <summary>Keeps events that could not be stored as such. Thread-safe; errors are <see cref="ClickHouseException"/>.</summary>
public sealed class QuarantineStore(ClickHouseClient client)
{
    private const string EventsTable = "quarantine";
    private const string ReplaysTable = "quarantine_replays";

    /// <summary>Writes rows as one block, all or none. The same rows under the same token, sent again, are written once.</summary>
    /// <param name="rows">At least one row; all of one frozen batch.</param>
    /// <param name="token">Names the block for ever.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task WriteAsync(IReadOnlyList<QuarantinedEvent> rows, string token, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rows);
        using var writer = new NativeBlockWriter();
        await client.InsertNativeAsync(EventsTable, QuarantineBlocks.Events(writer, rows), token, cancellationToken);
    }

    /// <summary>Counts the rows of a frozen batch.</summary>
    public async Task<long> CountAsync(ulong walId, long walBatch, CancellationToken cancellationToken)
    {
        var parameters = new ClickHouseParameters { { "wal_id", walId }, { "batch", (ulong)walBatch } };
        var rows = await client.QueryAsync(QuarantineSql.CountOfBatch, parameters, row => (long)row.ReadUInt64(), cancellationToken);
        return rows[0];
    }

    /// <summary>Counts what tenants have in quarantine of some days (UTC, of receipt). Days without any are not listed.</summary>
    public async Task<IReadOnlyDictionary<(string Tenant, DateOnly Day), long>> CountByDayAsync(
        IEnumerable<string> tenants, IEnumerable<DateOnly> days, CancellationToken cancellationToken)
    {
        var rows = await client.QueryAsync(
            QuarantineSql.CountByDay,
            new ClickHouseParameters { { "tenants", tenants }, { "days", days } },
            row => (Tenant: row.ReadString(), Day: row.ReadDate(), Count: (long)row.ReadUInt64()),
            cancellationToken);
        return rows.ToDictionary(row => (row.Tenant, row.Day), row => row.Count);
    }

    /// <summary>Lists what is in quarantine, newest first.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="limit">How many at the most.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<List<QuarantineEntry>> ListAsync(QuarantineFilter filter, int limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var after = filter.After ?? default;
        var parameters = new ClickHouseParameters
        {
            { "tenant", filter.Tenant },
            { "origin", (int)(filter.Origin ?? 0) },
            { "code", filter.Code ?? "" },
            { "state", filter.State is { } state ? (int)state : -1 },
            { "has_after", filter.After is not null },
            { "after_at", filter.After is null ? DateTimeOffset.UnixEpoch : after.ReceivedAt },
            { "after_wal", after.Id.WalId },
            { "after_sequence", (ulong)after.Id.WalSequence },
            { "after_index", (long)after.Id.EventIndex },
            { "limit", limit },
        };
        return client.QueryAsync(QuarantineSql.List, parameters, ReadEntry, cancellationToken);
    }

    /// <summary>Finds a tenant's events by their ids; those that are not there are left out.</summary>
    public async Task<IReadOnlyDictionary<QuarantineId, QuarantineEntry>> FindAsync(
        string tenant, IReadOnlyCollection<QuarantineId> ids, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ids);
        var parameters = new ClickHouseParameters
        {
            { "tenant", tenant },
            { "wal_ids", ids.Select(id => id.WalId).Distinct() },
            { "sequences", ids.Select(id => (ulong)id.WalSequence).Distinct() },
        };
        var wanted = ids.ToHashSet();
        var found = await client.QueryAsync(QuarantineSql.Find, parameters, ReadEntry, cancellationToken);
        return found.Where(entry => wanted.Contains(entry.Event.Id)).DistinctBy(entry => entry.Event.Id).ToDictionary(entry => entry.Event.Id);
    }

    /// <summary>Notes what became of events that were sent again.</summary>
    /// <param name="tenant">Whose they are.</param>
    /// <param name="replays">At least one.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task MarkAsync(string tenant, IReadOnlyList<(QuarantineId Id, QuarantineReplay Replay)> replays, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(replays);
        using var writer = new NativeBlockWriter();
        await client.InsertNativeAsync(ReplaysTable, QuarantineBlocks.Replays(writer, tenant, replays), $"replay-{Guid.NewGuid():N}", cancellationToken);
    }

    private static QuarantineEntry ReadEntry(RowBinaryReader row) => new(ReadEvent(row), ReadReplay(row));

    private static QuarantinedEvent ReadEvent(RowBinaryReader row) => new()
    {
        Id = new QuarantineId(row.ReadUInt64(), (long)row.ReadUInt64(), (int)row.ReadUInt32()),
        WalBatch = (long)row.ReadUInt64(),
        Tenant = row.ReadString(),
        ReceivedAt = row.ReadDateTime64(),
        Origin = (QuarantineOrigin)row.ReadInt8(),
        Code = row.ReadString(),
        Message = row.ReadString(),
        ClientInstanceId = row.ReadUInt64(),
        BatchSequence = row.ReadUInt64(),
        AccountId = row.ReadString(),
        UserId = row.ReadString(),
        Event = row.ReadBytes().ToArray(),
        Source = new QuarantineSource(row.ReadString(), row.ReadString(), row.ReadString(), row.ReadString()),
    };

    private static QuarantineReplay ReadReplay(RowBinaryReader row) => new(
        (ReplayState)row.ReadInt8(), (int)row.ReadUInt32(), row.ReadDateTime64(), row.ReadUInt64(), row.ReadString());
}

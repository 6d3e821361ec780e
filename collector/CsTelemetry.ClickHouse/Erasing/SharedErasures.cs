using System.Text;
using CsTelemetry.ClickHouse.Native;
using CsTelemetry.ClickHouse.Rows;

namespace CsTelemetry.ClickHouse.Erasing;

/// <summary>Passes orders to erase on between the collectors of a store, and keeps what each of their logs has done. Thread-safe; errors are <see cref="ClickHouseException"/>.</summary>
public sealed class SharedErasures(ClickHouseClient client)
{
    private const string Table = "erasure_orders";
    private const int ColumnCount = 6;

    /// <summary>Shares an order. Shared again, it is the same. The ids are in the rows alone, which no server notes down.</summary>
    public async Task AddAsync(ErasureSubject subject, ulong log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(subject);
        using var writer = new NativeBlockWriter();
        await client.InsertNativeAsync(Table, Block(writer, subject, log), $"order-{subject.ReceiptId}", cancellationToken);
    }

    /// <summary>Lists the orders that the store has had since a moment, the earliest first.</summary>
    /// <param name="since">The moment, by the store's clock, in milliseconds since 1970.</param>
    /// <param name="orderedAfter">Only those that were given after this moment.</param>
    /// <param name="limit">How many at the most.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<List<SharedErasure>> SinceAsync(long since, DateTimeOffset orderedAfter, int limit, CancellationToken cancellationToken) => client.QueryAsync(
        SharedErasureSql.Since,
        new() { { "since", since }, { "ordered_after", orderedAfter }, { "limit", limit } },
        row =>
        {
            var (tenant, receipt) = (row.ReadString(), row.ReadString());
            return new SharedErasure(new ErasureSubject(receipt, tenant, row.ReadString(), row.ReadString(), row.ReadDateTime64()), row.ReadUInt64(), row.ReadInt64());
        },
        cancellationToken);

    /// <summary>Finds the log of the collector that took an order; null when it is not shared.</summary>
    public async Task<ulong?> OriginAsync(string tenant, string receiptId, CancellationToken cancellationToken)
    {
        var rows = await client.QueryAsync(SharedErasureSql.Origin, new() { { "tenant", tenant }, { "receipt", receiptId } }, row => row.ReadUInt64(), cancellationToken);
        return rows.Count == 0 ? null : rows[0];
    }

    /// <summary>Lists what the logs of other collectors did about orders.</summary>
    public Task<List<LogErasure>> LogsAsync(string tenant, IReadOnlyCollection<string> receiptIds, CancellationToken cancellationToken) =>
        client.QueryAsync(SharedErasureSql.Logs, new() { { "tenant", tenant }, { "receipts", receiptIds } }, Read, cancellationToken);

    /// <summary>Finds what a log has done about an order, as a receipt; null when nothing is written of it.</summary>
    public async Task<ErasureReceipt?> ReceiptAsync(ErasureSubject subject, ulong log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(subject);
        return (await LogsAsync(subject.Tenant, [subject.ReceiptId], cancellationToken)).Find(one => one.Log == log)?.On(subject);
    }

    /// <summary>Writes how far a log has come with an order; a later state replaces an earlier one.</summary>
    public Task WriteAsync(ErasureReceipt receipt, ulong log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        var one = LogErasure.Of(receipt, log);
        var parameters = new ClickHouseParameters
        {
            { "tenant", receipt.Tenant }, { "receipt", one.ReceiptId }, { "log", log }, { "raw_rows", one.RawRows }, { "rollup_rows", one.RollupRows },
            { "attribute_rows", one.AttributeRows }, { "quarantine_rows", one.QuarantineRows }, { "remaining_rows", one.RemainingRows }, { "version", receipt.Version },
        };
        ErasureStore.AddMoment(parameters, "done_at", one.DoneAt);
        ErasureStore.AddMoment(parameters, "log_cleared_at", one.LogClearedAt);
        return client.ExecuteAsync(SharedErasureSql.WriteLog, parameters, cancellationToken);
    }

    private static LogErasure Read(RowBinaryReader row) => new(
        row.ReadString(),
        row.ReadUInt64(),
        row.ReadNullable(value => value.ReadDateTime64()),
        row.ReadNullable(value => value.ReadDateTime64()),
        (long)row.ReadUInt64(),
        (long)row.ReadUInt64(),
        (long)row.ReadUInt64(),
        (long)row.ReadUInt64(),
        (long)row.ReadUInt64());

    private static NativeBlock Block(NativeBlockWriter writer, ErasureSubject subject, ulong log)
    {
        writer.BeginBlock(ColumnCount, 1);
        foreach (var (name, text) in new[] { ("tenant", subject.Tenant), ("receipt_id", subject.ReceiptId), ("user_id", subject.UserId), ("account_id", subject.AccountId) })
        {
            writer.BeginColumn(name, NativeType.String);
            writer.WriteString(Encoding.UTF8.GetBytes(text));
        }

        writer.BeginColumn("ordered_at", NativeType.DateTime64);
        writer.WriteDateTime64(subject.OrderedAt.ToUnixTimeMilliseconds());
        writer.BeginColumn("wal_id", NativeType.UInt64);
        writer.WriteUInt64(log);
        return writer.EndBlock();
    }
}

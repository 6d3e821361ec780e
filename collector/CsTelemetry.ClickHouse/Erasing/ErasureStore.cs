using CsTelemetry.ClickHouse.Rows;

namespace CsTelemetry.ClickHouse.Erasing;

/// <summary>
/// Erases a user from the raw table, the rollup and the attributes, and keeps the receipts. Erasing assumes that nobody
/// inserts meanwhile, and may be repeated from any point; the rest is thread-safe. Errors are <see cref="ClickHouseException"/>.
/// A deletion rewrites the parts that hold the user; the server removes the old files some minutes later.
/// </summary>
public sealed class ErasureStore(ClickHouseClient client)
{
    // A mutation rewrites whole parts; giving up on it early would only start it again.
    private static readonly TimeSpan MutationLimit = TimeSpan.FromMinutes(30);

    /// <summary>Counts what is there of the user.</summary>
    public async Task<ErasureScan> ScanAsync(ErasureSubject subject, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(subject);
        var query = new ClickHouseQuery(ErasureSql.Scan) { Parameters = Parameters(subject), Timeout = MutationLimit };
        var rows = await client.QueryAsync(query, ReadScan, cancellationToken);
        return rows[0];
    }

    /// <summary>Deletes what the user did, or what was received about them, up to the order; what came later stays, and stays rolled up.</summary>
    public async Task EraseAsync(ErasureSubject subject, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(subject);
        var parameters = Parameters(subject);
        await client.ExecuteAsync(ErasureSql.Name, parameters, cancellationToken);
        foreach (var step in (string[])[ErasureSql.DeleteRaw, ErasureSql.DeleteAttributes, ErasureSql.DeleteQuarantine, ErasureSql.DeleteRollup, ErasureSql.RollUpAgain])
        {
            await client.ExecuteAsync(new ClickHouseQuery(step) { Parameters = parameters, Timeout = MutationLimit }, cancellationToken);
        }
    }

    /// <summary>Forgets whom the deletions were about: the last step, also after an attempt that a crash ended.</summary>
    public Task ForgetNamesAsync(CancellationToken cancellationToken) => client.ExecuteAsync(ErasureSql.ForgetNames, null, cancellationToken);

    /// <summary>Writes a receipt, or a later state of it.</summary>
    public Task WriteAsync(ErasureReceipt receipt, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        var parameters = new ClickHouseParameters
        {
            { "tenant", receipt.Tenant },
            { "receipt", receipt.ReceiptId },
            { "account", receipt.AccountId },
            { "user_sha256", receipt.UserHash },
            { "ordered_at", receipt.OrderedAt },
            { "raw_rows", receipt.RawRows },
            { "rollup_rows", receipt.RollupRows },
            { "attribute_rows", receipt.AttributeRows },
            { "remaining_rows", receipt.RemainingRows },
            { "version", receipt.Version },
        };
        AddMoment(parameters, "done_at", receipt.DoneAt);
        AddMoment(parameters, "log_cleared_at", receipt.LogClearedAt);
        return client.ExecuteAsync(ErasureSql.WriteReceipt, parameters, cancellationToken);
    }

    /// <summary>Finds a receipt; null if there is none.</summary>
    public async Task<ErasureReceipt?> ReceiptAsync(string tenant, string receiptId, CancellationToken cancellationToken)
    {
        var parameters = new ClickHouseParameters { { "tenant", tenant }, { "receipt", receiptId } };
        var rows = await client.QueryAsync(ErasureSql.ReadReceipt, parameters, ReadReceipt, cancellationToken);
        return rows.SingleOrDefault();
    }

    /// <summary>Lists a tenant's receipts, newest first.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="before">Only receipts whose id sorts before this one; null for all.</param>
    /// <param name="limit">How many at the most.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<List<ErasureReceipt>> ReceiptsAsync(string tenant, string? before, int limit, CancellationToken cancellationToken) =>
        client.QueryAsync(
            ErasureSql.ListReceipts,
            new ClickHouseParameters { { "tenant", tenant }, { "before", before ?? "" }, { "limit", limit } },
            ReadReceipt,
            cancellationToken);

    private static ClickHouseParameters Parameters(ErasureSubject subject) => new()
    {
        { "tenant", subject.Tenant },
        { "receipt", subject.ReceiptId },
        { "user", subject.UserId },
        { "account", subject.AccountId },
        { "ordered_at", subject.OrderedAt },
    };

    private static void AddMoment(ClickHouseParameters parameters, string name, DateTimeOffset? moment)
    {
        if (moment is { } known)
        {
            parameters.Add(name, known);
        }
        else
        {
            parameters.Add(name, (string?)null);
        }
    }

    private static ErasureScan ReadScan(RowBinaryReader row) => new(
        Count(row), Count(row), Count(row), Count(row), Count(row), Count(row))
    {
        QuarantineRows = Count(row),
    };

    // A scalar subquery is nullable by type, never by content.
    private static long Count(RowBinaryReader row) => (long)row.ReadNullable(value => value.ReadUInt64())!.Value;

    private static ErasureReceipt ReadReceipt(RowBinaryReader row) => new(
        row.ReadString(),
        row.ReadString(),
        row.ReadString(),
        row.ReadString(),
        row.ReadDateTime64(),
        row.ReadNullable(value => value.ReadDateTime64()),
        row.ReadNullable(value => value.ReadDateTime64()),
        (long)row.ReadUInt64(),
        (long)row.ReadUInt64(),
        (long)row.ReadUInt64(),
        (long)row.ReadUInt64());
}

using CsTelemetry.ClickHouse.Clusters;
using CsTelemetry.ClickHouse.Rows;

namespace CsTelemetry.ClickHouse.Erasing;

/// <summary>
/// Erases a user or an account from the raw table, the rollup, the attributes and the quarantine, and keeps the receipts. Erasing assumes that nobody
/// inserts meanwhile, and may be repeated from any point; the rest is thread-safe. Errors are <see cref="ClickHouseException"/>.
/// A deletion rewrites the parts that hold the user; the server removes the old files some minutes later.
/// </summary>
public sealed class ErasureStore
{
    private const string UserTarget = "user";
    private const string AccountTarget = "account";

    // A mutation rewrites whole parts; giving up on it early would only start it again.
    private static readonly TimeSpan MutationLimit = TimeSpan.FromMinutes(30);

    private readonly StoreTopology _topology;

    /// <summary>Makes the store of a cluster or of one server.</summary>
    public ErasureStore(StoreTopology topology)
    {
        ArgumentNullException.ThrowIfNull(topology);
        _topology = topology;
        Shared = new SharedErasures(topology.Client);
    }

    /// <summary>Makes the store of one server.</summary>
    public ErasureStore(ClickHouseClient client)
        : this(StoreTopology.Of(client))
    {
    }

    /// <summary>Gets what the collectors of the store tell each other of orders.</summary>
    public SharedErasures Shared { get; }

    /// <summary>Counts what is there of the subject.</summary>
    public async Task<ErasureScan> ScanAsync(ErasureSubject subject, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(subject);
        var query = new ClickHouseQuery(ErasureSql.For(subject).Scan) { Parameters = Parameters(subject), Timeout = MutationLimit };
        var rows = await _topology.Client.QueryAsync(query, ReadScan, cancellationToken);
        return rows[0];
    }

    /// <summary>Deletes what the subject did, or what was received about it, up to the order; what came later stays, and stays rolled up.</summary>
    public async Task EraseAsync(ErasureSubject subject, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(subject);
        var parameters = Parameters(subject);
        if (_topology.Cluster is null)
        {
            await _topology.Client.ExecuteAsync(ErasureSql.Name, parameters, cancellationToken);
        }

        foreach (var step in ErasureSql.For(subject).Steps(_topology))
        {
            await _topology.OnEachShardAsync(new ClickHouseQuery(step) { Parameters = parameters, Timeout = MutationLimit }, cancellationToken);
        }
    }

    /// <summary>Forgets whom the deletions were about: the last step, also after an attempt that a crash ended.</summary>
    public Task ForgetNamesAsync(string receiptId, CancellationToken cancellationToken) => _topology.Cluster is null
        ? _topology.Client.ExecuteAsync(ErasureSql.ForgetNames, new ClickHouseParameters { { "receipt", receiptId } }, cancellationToken)
        : Task.CompletedTask;

    /// <summary>Writes a receipt, or a later state of it.</summary>
    public Task WriteAsync(ErasureReceipt receipt, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        var parameters = new ClickHouseParameters
        {
            { "tenant", receipt.Tenant },
            { "receipt", receipt.ReceiptId },
            { "target", receipt.IsAccount ? AccountTarget : UserTarget },
            { "account", receipt.AccountId },
            { "user_sha256", receipt.UserHash },
            { "ordered_at", receipt.OrderedAt },
            { "raw_rows", receipt.RawRows },
            { "rollup_rows", receipt.RollupRows },
            { "attribute_rows", receipt.AttributeRows },
            { "quarantine_rows", receipt.QuarantineRows },
            { "remaining_rows", receipt.RemainingRows },
            { "version", receipt.Version },
        };
        AddMoment(parameters, "done_at", receipt.DoneAt);
        AddMoment(parameters, "log_cleared_at", receipt.LogClearedAt);
        return _topology.Client.ExecuteAsync(ErasureSql.WriteReceipt, parameters, cancellationToken);
    }

    /// <summary>Finds a receipt; null if there is none.</summary>
    public async Task<ErasureReceipt?> ReceiptAsync(string tenant, string receiptId, CancellationToken cancellationToken)
    {
        var parameters = new ClickHouseParameters { { "tenant", tenant }, { "receipt", receiptId } };
        var rows = await _topology.Client.QueryAsync(ErasureSql.ReadReceipt, parameters, ReadReceipt, cancellationToken);
        return rows.SingleOrDefault();
    }

    /// <summary>Lists a tenant's receipts, newest first.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="before">Only receipts whose id sorts before this one; null for all.</param>
    /// <param name="limit">How many at the most.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<List<ErasureReceipt>> ReceiptsAsync(string tenant, string? before, int limit, CancellationToken cancellationToken) =>
        _topology.Client.QueryAsync(
            ErasureSql.ListReceipts,
            new ClickHouseParameters { { "tenant", tenant }, { "before", before ?? "" }, { "limit", limit } },
            ReadReceipt,
            cancellationToken);

    private static ClickHouseParameters Parameters(ErasureSubject subject) => new()
    {
        { "tenant", subject.Tenant },
        { "receipt", subject.ReceiptId },
        { "user", subject.UserId },
        { "user_sha256", subject.UserHash },
        { "account", subject.AccountId },
        { "ordered_at", subject.OrderedAt },
    };

    internal static void AddMoment(ClickHouseParameters parameters, string name, DateTimeOffset? moment)
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
        Count(row), Count(row), Count(row), Count(row), Count(row), Count(row), Count(row));

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
        (long)row.ReadUInt64())
    {
        IsAccount = row.ReadString() == AccountTarget,
        QuarantineRows = (long)row.ReadUInt64(),
    };
}

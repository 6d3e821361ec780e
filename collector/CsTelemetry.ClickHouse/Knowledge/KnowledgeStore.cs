using CsTelemetry.ClickHouse.Native;
using CsTelemetry.ClickHouse.Rows;

namespace CsTelemetry.ClickHouse.Knowledge;

/// <summary>Keeps what is known of products and customers, every version of it. Thread-safe; errors are <see cref="ClickHouseException"/>.</summary>
public sealed class KnowledgeStore(ClickHouseClient client)
{
    private const string Table = "knowledge";

    /// <summary>Adds versions as one block, all or none. The same rows under the same token, sent again, are added once.</summary>
    /// <param name="tenant">Whose they are.</param>
    /// <param name="rows">At least one; their versions were never used before.</param>
    /// <param name="token">Names the block for ever.</param>
    /// <param name="cancellationToken">Ends the wait; whether they were added is then unknown.</param>
    public async Task AddAsync(string tenant, IReadOnlyList<KnowledgeRow> rows, string token, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rows);
        using var writer = new NativeBlockWriter();
        await client.InsertNativeAsync(Table, KnowledgeBlock.Write(writer, tenant, rows), token, cancellationToken);
    }

    /// <summary>Reads the newest version of each document and source, removed ones too, in no order, as they arrive; what comes before an error was true.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="through">The greatest version to look at; <see cref="long.MaxValue"/> for all.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Each with the number of versions that it has.</returns>
    public IAsyncEnumerable<(KnowledgeRow Row, long Versions)> NewestAsync(string tenant, long through, CancellationToken cancellationToken) =>
        client.StreamAsync(
            new ClickHouseQuery(KnowledgeSql.Newest) { Parameters = new() { { "tenant", tenant }, { "through", (ulong)through } } },
            row => (ReadRow(row), (long)row.ReadUInt64()),
            cancellationToken);

    /// <summary>Lists the versions after one, the earliest first.</summary>
    public Task<List<KnowledgeRow>> AfterAsync(string tenant, long after, int limit, CancellationToken cancellationToken) =>
        client.QueryAsync(
            KnowledgeSql.After, new ClickHouseParameters { { "tenant", tenant }, { "after", (ulong)Math.Max(0, after) }, { "limit", limit } }, ReadRow, cancellationToken);

    /// <summary>Tells how much is known of tenants. One of whom nothing is known is not in the answer.</summary>
    public async Task<IReadOnlyDictionary<string, KnowledgeMark>> MarksAsync(IEnumerable<string> tenants, CancellationToken cancellationToken)
    {
        var rows = await client.QueryAsync(
            KnowledgeSql.Marks,
            new ClickHouseParameters { { "tenants", tenants } },
            row => (Tenant: row.ReadString(), Mark: new KnowledgeMark((long)row.ReadUInt64(), (long)row.ReadUInt64())),
            cancellationToken);
        return rows.ToDictionary(row => row.Tenant, row => row.Mark, StringComparer.Ordinal);
    }

    /// <summary>Lists the tenants of whom something is known.</summary>
    public Task<List<string>> TenantsAsync(CancellationToken cancellationToken) =>
        client.QueryAsync(KnowledgeSql.Tenants, null, row => row.ReadString(), cancellationToken);

    /// <summary>Lists the versions of a document, of all sources, the newest first.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="key">Which document.</param>
    /// <param name="before">Only versions before this one; <see cref="long.MaxValue"/> for all.</param>
    /// <param name="limit">How many at the most.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<List<KnowledgeRow>> HistoryAsync(string tenant, KnowledgeKey key, long before, int limit, CancellationToken cancellationToken) =>
        client.QueryAsync(
            KnowledgeSql.History,
            new ClickHouseParameters
            {
                { "tenant", tenant }, { "kind", (int)key.Kind }, { "account", key.AccountId }, { "id", key.Id }, { "before", (ulong)before }, { "limit", limit },
            },
            ReadRow,
            cancellationToken);

    private static KnowledgeRow ReadRow(RowBinaryReader row) => new(
        new KnowledgeKey((KnowledgeKind)row.ReadInt8(), row.ReadString(), row.ReadString()),
        (KnowledgeSource)row.ReadInt8(),
        (long)row.ReadUInt64(),
        row.ReadString(),
        row.ReadUInt8() != 0,
        row.ReadBytes().ToArray());
}

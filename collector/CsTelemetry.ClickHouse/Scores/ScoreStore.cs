using System.IO.Compression;
using CsTelemetry.ClickHouse.Rows;

namespace CsTelemetry.ClickHouse.Scores;

/// <summary>
/// Keeps scores and what they were computed from; nothing is ever changed in it. Thread-safe; errors are <see cref="ClickHouseException"/>. What is written twice
/// after an error does no harm: of equal rows of one run, any is the newest.
/// </summary>
public sealed class ScoreStore(ClickHouseClient client)
{
    private const string Format = "RowBinaryWithNames";
    private static readonly TimeSpan LongLimit = TimeSpan.FromMinutes(5);

    /// <summary>Writes rows of one tenant.</summary>
    public async Task WriteAsync(string tenant, IReadOnlyList<ScoreRow> rows, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Count > 0)
        {
            await UploadAsync("score_rows", ScoreRowFormat.Names, rows, (writer, row) => ScoreRowFormat.Write(writer, tenant, row), cancellationToken);
        }
    }

    /// <summary>Writes that a run has ended: after its rows.</summary>
    public Task WriteAsync(string tenant, ScoreRun run, CancellationToken cancellationToken) =>
        UploadAsync("score_runs", ScoreRunFormat.Names, [run], (writer, one) => ScoreRunFormat.Write(writer, tenant, one), cancellationToken);

    /// <summary>Lists the true rows of a day, by account; of those that runs after <paramref name="after"/> wrote.</summary>
    public Task<List<ScoreRow>> DayAsync(string tenant, DateOnly asOf, string modelHash, ulong after, CancellationToken cancellationToken)
    {
        var parameters = Day(tenant, asOf, modelHash);
        parameters.Add("after", after);
        return client.QueryAsync(Large(ScoreSql.Day, parameters), ScoreRowFormat.Read, cancellationToken);
    }

    /// <summary>Lists the true rows of an account, the earliest day first.</summary>
    public Task<List<ScoreRow>> HistoryAsync(string tenant, string account, string modelHash, DateOnly from, DateOnly to, CancellationToken cancellationToken) =>
        client.QueryAsync(
            ScoreSql.Account,
            new() { { "tenant", tenant }, { "account", account }, { "model", modelHash }, { "from", from }, { "to", to } },
            ScoreRowFormat.Read,
            cancellationToken);

    /// <summary>Lists all that was ever said of an account at a day, the newest first.</summary>
    public Task<List<ScoreRow>> VersionsAsync(string tenant, string account, DateOnly asOf, string modelHash, int limit, CancellationToken cancellationToken)
    {
        var parameters = Day(tenant, asOf, modelHash);
        parameters.Add("account", account);
        parameters.Add("limit", limit);
        return client.QueryAsync(ScoreSql.Versions, parameters, ScoreRowFormat.Read, cancellationToken);
    }

    /// <summary>Finds what was first said for good of an account at a day; null when nothing was.</summary>
    public async Task<ScoreRow?> FirstFinalAsync(string tenant, string account, DateOnly asOf, string modelHash, CancellationToken cancellationToken)
    {
        var parameters = Day(tenant, asOf, modelHash);
        parameters.Add("account", account);
        return (await client.QueryAsync(ScoreSql.FirstFinal, parameters, ScoreRowFormat.Read, cancellationToken)).SingleOrDefault();
    }

    /// <summary>Lists the runs of some days, the earliest first; of all models when none is named.</summary>
    public Task<List<ScoreRun>> RunsAsync(string tenant, DateOnly from, DateOnly to, string? modelHash, CancellationToken cancellationToken) =>
        client.QueryAsync(
            ScoreSql.Runs,
            new() { { "tenant", tenant }, { "from", from }, { "to", to }, { "model", modelHash ?? "" } },
            ScoreRunFormat.Read,
            cancellationToken);

    /// <summary>Finds a run; null when it did not end.</summary>
    public async Task<ScoreRun?> RunAsync(string tenant, ulong id, CancellationToken cancellationToken)
    {
        var rows = await client.QueryAsync(ScoreSql.Run, new() { { "tenant", tenant }, { "run", id } }, ScoreRunFormat.Read, cancellationToken);
        return rows.SingleOrDefault();
    }

    /// <summary>Finds the greatest id that any run of any tenant has had, ended or not; 0 when there was none.</summary>
    public async Task<ulong> GreatestRunAsync(CancellationToken cancellationToken) =>
        (await client.QueryAsync(new ClickHouseQuery(ScoreSql.GreatestRun) { Timeout = LongLimit }, row => row.ReadUInt64(), cancellationToken))[0];

    /// <summary>Finds the newest run of each day that has one.</summary>
    public async Task<IReadOnlyDictionary<DateOnly, ulong>> NewestRunsAsync(string tenant, string modelHash, IEnumerable<DateOnly> days, CancellationToken cancellationToken)
    {
        var rows = await client.QueryAsync(
            ScoreSql.NewestRuns,
            new() { { "tenant", tenant }, { "model", modelHash }, { "days", days } },
            row => (Day: row.ReadDate(), Run: row.ReadUInt64()),
            cancellationToken);
        return rows.ToDictionary(row => row.Day, row => row.Run);
    }

    /// <summary>Finds what band accounts had on the newest of some days, as runs before one had it; of all accounts when none are named.</summary>
    public async Task<IReadOnlyDictionary<string, (sbyte Band, sbyte Toward, byte Weeks)>> BandsAsync(
        string tenant, string modelHash, IEnumerable<DateOnly> days, ulong before, IReadOnlyCollection<string>? accounts, CancellationToken cancellationToken)
    {
        var parameters = new ClickHouseParameters { { "tenant", tenant }, { "model", modelHash }, { "days", days }, { "before", before } };
        if (accounts is not null)
        {
            parameters.Add("accounts", accounts);
        }

        var rows = await client.QueryAsync(
            Large(ScoreSql.Bands(accounts is not null), parameters),
            row => (Account: row.ReadString(), Band: row.ReadInt8(), Toward: row.ReadInt8(), Weeks: row.ReadUInt8()),
            cancellationToken);
        return rows.ToDictionary(row => row.Account, row => (row.Band, row.Toward, row.Weeks), StringComparer.Ordinal);
    }

    // A million accounts have half a gigabyte of rows.
    private static ClickHouseQuery Large(string sql, ClickHouseParameters parameters) => new(sql) { Parameters = parameters, MaxResponseBytes = 1L << 30, Timeout = LongLimit };

    private static ClickHouseParameters Day(string tenant, DateOnly asOf, string modelHash) =>
        new() { { "tenant", tenant }, { "as_of", asOf }, { "model", modelHash } };

    private async Task UploadAsync<T>(string table, IReadOnlyList<string> columns, IReadOnlyList<T> rows, Action<RowBinaryWriter, T> write, CancellationToken cancellationToken)
    {
        using var memory = new MemoryStream();
        using (var gzip = new GZipStream(memory, CompressionLevel.Fastest, leaveOpen: true))
        using (var buffered = new BufferedStream(gzip, 64 * 1024))
        using (var writer = new RowBinaryWriter(buffered))
        {
            writer.Names(columns);
            foreach (var row in rows)
            {
                write(writer, row);
            }
        }

        memory.Position = 0;
        await client.UploadAsync(table, Format, memory, LongLimit, cancellationToken);
    }
}

using CsTelemetry.ClickHouse.Exporting;

namespace CsTelemetry.ClickHouse.Analysis;

/// <summary>Runs statements that people wrote, and exports views whole. Thread-safe; errors are <see cref="ClickHouseException"/>.</summary>
/// <param name="owner">The client of the user that owns the tables.</param>
/// <param name="reader">The client of the user that sees the views and nothing else; null when none is configured.</param>
public sealed class AnalysisStore(ClickHouseClient owner, ClickHouseClient? reader)
{
    private static readonly TimeSpan ExportPatience = TimeSpan.FromMinutes(5);

    private const string ColumnsSql =
        "SELECT table, name, type FROM system.columns WHERE database = {database:String} ORDER BY table, position";

    private static readonly Dictionary<string, string> TextSettings = new()
    {
        ["date_time_output_format"] = "iso",
        ["output_format_json_quote_64bit_integers"] = "1",
        ["output_format_json_escape_forward_slashes"] = "0",
    };

    /// <summary>Gets whether people may query at all.</summary>
    public bool CanQuery => reader is not null;

    /// <summary>Lists the views' columns in their order.</summary>
    public Task<List<AnalysisColumn>> ColumnsAsync(CancellationToken cancellationToken) => owner.QueryAsync(
        ColumnsSql,
        new ClickHouseParameters { { "database", AnalysisSchema.DatabaseOf(owner.Endpoint.Database) } },
        row => new AnalysisColumn(row.ReadString(), row.ReadString(), row.ReadString()),
        cancellationToken);

    /// <summary>Runs one statement as the read-only user, and copies its answer.</summary>
    /// <param name="tenant">Whose rows it sees.</param>
    /// <param name="sql">One statement, without FORMAT; values as <c>{name:Type}</c>.</param>
    /// <param name="parameters">The values.</param>
    /// <param name="format">A format of ClickHouse's, such as <c>JSONCompact</c>.</param>
    /// <param name="target">Where the answer goes; after an error it may hold a part.</param>
    /// <param name="cancellationToken">Ends it; the server then stops the statement.</param>
    /// <exception cref="InvalidOperationException">No read-only user is configured.</exception>
    public Task<long> QueryAsync(string tenant, string sql, ClickHouseParameters parameters, string format, Stream target, CancellationToken cancellationToken)
    {
        var client = reader ?? throw new InvalidOperationException("There is no read-only user; set ClickHouse:Reader:User.");
        var query = new ClickHouseQuery(sql)
        {
            Parameters = parameters,
            Headers = HeadersOf(tenant),
            Timeout = TimeSpan.FromSeconds(AnalysisLimits.MaxSeconds + 5),
        };
        return client.DownloadAsync(query, format, target, cancellationToken);
    }

    /// <summary>Copies a view, or some days of it, in a fixed order, in bounded memory.</summary>
    public Task<long> ExportAsync(
        string tenant, AnalysisView view, DateOnly first, DateOnly last, ExportFormat format, Stream target, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(view);
        var days = view.Day is { } day ? $" WHERE {day} BETWEEN {{first:Date}} AND {{last:Date}}" : "";
        var columns = view.Name == "events" && format == ExportFormat.Csv ? "* REPLACE (toJSONString(properties) AS properties)" : "*";
        var query = new ClickHouseQuery($"SELECT {columns} FROM {AnalysisSchema.DatabaseOf(owner.Endpoint.Database)}.{view.Name}{days} ORDER BY {view.Order}")
        {
            Parameters = new() { { "first", first }, { "last", last } },
            Headers = HeadersOf(tenant),
            Settings = new Dictionary<string, string>([.. AnalysisSchema.HeaderSettings, .. format == ExportFormat.Parquet ? [] : TextSettings]),
            Timeout = ExportPatience,
        };
        return owner.DownloadAsync(query, NameOf(format), target, cancellationToken);
    }

    private static string NameOf(ExportFormat format) => format switch
    {
        ExportFormat.Ndjson => "JSONEachRow",
        ExportFormat.Csv => "CSVWithNames",
        _ => "Parquet",
    };

    private static Dictionary<string, string> HeadersOf(string tenant) => new() { [AnalysisSchema.TenantHeader] = tenant };
}

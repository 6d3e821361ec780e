namespace CsTelemetry.ClickHouse.Exporting;

/// <summary>Copies a tenant's events out of the store, day by day. Thread-safe; errors are <see cref="ClickHouseException"/>.</summary>
public sealed class ExportStore(ClickHouseClient client)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private const string DaysSql =
        """
        SELECT day, count() FROM events
        WHERE tenant = {tenant:String} AND day BETWEEN {first:Date} AND {last:Date}
        GROUP BY day ORDER BY day
        """;

    // Text formats have no maps: there the properties are an object of JSON.
    private const string Columns =
        """
        client_instance_id, sequence, kind, occurred_at, received_at, day, account_id, user_id, feature, session_id, platform, actor_kind,
        quantity, value, duration_ms, application, environment, sdk
        """;

    private static readonly Dictionary<string, string> Settings = new()
    {
        ["date_time_output_format"] = "iso",
        ["output_format_json_quote_64bit_integers"] = "1",
        ["output_format_json_escape_forward_slashes"] = "0",
    };

    /// <summary>Lists the days on which the tenant has events, and how many.</summary>
    public Task<List<(DateOnly Day, long Events)>> DaysAsync(string tenant, DateOnly first, DateOnly last, CancellationToken cancellationToken) =>
        client.QueryAsync(
            new ClickHouseQuery(DaysSql) { Parameters = new() { { "tenant", tenant }, { "first", first }, { "last", last } }, Timeout = Limit },
            row => (row.ReadDate(), (long)row.ReadUInt64()),
            cancellationToken);

    /// <summary>Copies the events of a day, in the order of their times. An error leaves a part in the target.</summary>
    public Task<long> ReadAsync(string tenant, DateOnly day, ExportFormat format, Stream target, CancellationToken cancellationToken)
    {
        var properties = format == ExportFormat.Csv ? "toJSONString(properties) AS properties" : "properties";
        var query = new ClickHouseQuery($"SELECT {Columns}, {properties} FROM events WHERE tenant = {{tenant:String}} AND day = {{day:Date}} ORDER BY occurred_at, client_instance_id, sequence")
        {
            Parameters = new() { { "tenant", tenant }, { "day", day } },
            Settings = Settings,
            Timeout = Limit,
        };
        var name = format switch
        {
            ExportFormat.Ndjson => "JSONEachRow",
            ExportFormat.Csv => "CSVWithNames",
            _ => "Parquet",
        };
        return client.DownloadAsync(query, name, target, cancellationToken);
    }
}

using System.Diagnostics.Metrics;

namespace CsTelemetry.ClickHouse;

/// <summary>Counts what the clients and supervisors of this process do, under the meter "CsTelemetry.ClickHouse".</summary>
internal static class ClickHouseMetrics
{
    internal const string MeterName = "CsTelemetry.ClickHouse";

    private static readonly Meter Meter = new(MeterName);

    private static readonly Counter<long> Requests =
        Meter.CreateCounter<long>("cstelemetry.clickhouse.requests", "{request}", "Requests sent, by operation.");

    private static readonly Counter<long> Errors =
        Meter.CreateCounter<long>("cstelemetry.clickhouse.errors", "{error}", "Requests failed, by operation and error name.");

    private static readonly Histogram<double> Duration =
        Meter.CreateHistogram<double>("cstelemetry.clickhouse.request.duration", "s", "Time from request to the whole answer, by operation.");

    private static readonly Counter<long> InsertRows =
        Meter.CreateCounter<long>("cstelemetry.clickhouse.insert.rows", "{row}", "Rows in acknowledged inserts; a repeated block counts again.");

    private static readonly Counter<long> InsertBytes =
        Meter.CreateCounter<long>("cstelemetry.clickhouse.insert.bytes", "By", "Bytes in acknowledged inserts.");

    private static readonly Counter<long> Restarts =
        Meter.CreateCounter<long>("cstelemetry.clickhouse.embedded.restarts", "{restart}", "Restarts of the embedded server after it ended by itself.");

    internal static void Answered(string operation, TimeSpan took)
    {
        Requests.Add(1, new KeyValuePair<string, object?>("operation", operation));
        Duration.Record(took.TotalSeconds, new KeyValuePair<string, object?>("operation", operation));
    }

    internal static void Failed(string operation, string errorName) =>
        Errors.Add(1, new("operation", operation), new("error", errorName));

    internal static void Inserted(int rows, int bytes)
    {
        InsertRows.Add(rows);
        InsertBytes.Add(bytes);
    }

    internal static void Restarted() => Restarts.Add(1);
}

using System.Globalization;
using CsTelemetry.ClickHouse;
using CsTelemetry.ClickHouse.Scores;

namespace CsTelemetry.Collector.Querying;

/// <summary>The conditions that tell events that were seen from those that came later.</summary>
internal static class HorizonSql
{
    /// <summary>The event had been seen. Of a log that is not named, nothing had.</summary>
    public const string Within = "wal_batch <= {horizon_batches:Array(UInt64)}[indexOf({horizon_logs:Array(UInt64)}, wal_id)]";

    public static void Add(ClickHouseParameters parameters, LogHorizon horizon)
    {
        parameters.Add("horizon_logs", horizon.Logs);
        parameters.Add("horizon_batches", horizon.LastBatches);
    }

    /// <summary>
    /// The event lies beyond a mark. One condition for each log, so that the index of batches leaves out what is old; logs that the mark does not name must be among
    /// <paramref name="logs"/>.
    /// </summary>
    public static string Beyond(IReadOnlyList<ulong> logs) => logs.Count == 0
        ? "0"
        : string.Join(" OR ", logs.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"(wal_id = {{log_{i}:UInt64}} AND wal_batch > {{mark_{i}:UInt64}})")));

    public static void AddMarks(ClickHouseParameters parameters, IReadOnlyList<ulong> logs, LogHorizon marks)
    {
        for (var i = 0; i < logs.Count; i++)
        {
            parameters.Add(string.Create(CultureInfo.InvariantCulture, $"log_{i}"), logs[i]);
            parameters.Add(string.Create(CultureInfo.InvariantCulture, $"mark_{i}"), marks.Batches.GetValueOrDefault(logs[i]));
        }
    }
}

using System.Text.RegularExpressions;
using CsTelemetry.ClickHouse;
using CsTelemetry.ClickHouse.Analysis;

namespace CsTelemetry.Collector.Api;

/// <summary>A statement that cannot be run, or takes too much; becomes a 400 that says why.</summary>
internal sealed partial class InvalidStatementException(string message) : Exception(message)
{
    /// <summary>Tells whether the statement is at fault, and how; null when the store is.</summary>
    public static InvalidStatementException? From(ClickHouseException exception) => exception.Name switch
    {
        "TIMEOUT_EXCEEDED" or "TOO_SLOW" or ClickHouseException.TimeoutName =>
            new($"It ran for more than {AnalysisLimits.MaxSeconds} seconds. Ask about fewer days or accounts."),
        "MEMORY_LIMIT_EXCEEDED" => new($"It needs more than {AnalysisLimits.MaxMemoryBytes} bytes of memory. Ask about fewer days or accounts, or group by fewer columns."),
        "TOO_MANY_ROWS_OR_BYTES" => new($"The answer has more than {AnalysisLimits.MaxRows} rows or {AnalysisLimits.MaxBytes} bytes. Aggregate, add a LIMIT, or export the view: POST /v1/exports."),
        ClickHouseException.AnswerName => new(exception.Message),
        _ when exception.IsTransient => null,
        _ => new(Inside().Replace(exception.Message, "").Replace("JSONCompact", "the end of the statement", StringComparison.Ordinal)),
    };

    // The reader's name and the server's version help nobody who writes SQL.
    [GeneratedRegex(@"^ClickHouse: Code: \d+\. DB::Exception: (reader: )?|\s*\(version [^)]*\)|\nFORMAT JSONCompact\b", RegexOptions.CultureInvariant)]
    private static partial Regex Inside();
}

using System.Text.Json.Serialization;

namespace CsTelemetry.Collector.Hosting;

/// <summary>The answer of `/readyz`.</summary>
/// <param name="Ready">Whether every check is `ok`.</param>
/// <param name="Log">Whether the write-ahead log takes batches.</param>
/// <param name="Store">Whether ClickHouse answers and has the schema.</param>
internal sealed record ReadinessReport(bool Ready, string Log, string Store)
{
    /// <summary>Gets what of the log could not be read at the start, which keeps nothing from working; null if all was.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Unread { get; init; }
}

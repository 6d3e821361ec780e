using System.Text.Json.Nodes;
using CsTelemetry.ClickHouse.Quarantine;

namespace CsTelemetry.Collector.Quarantining;

/// <summary>An event that is to be sent again.</summary>
/// <param name="Id">Which.</param>
/// <param name="Patch">What is merged into its JSON form first; null to send it as it is.</param>
internal sealed record ReplayItem(QuarantineId Id, JsonObject? Patch);

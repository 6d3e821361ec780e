using System.Text.Json.Serialization;

namespace CsTelemetry.Collector.Auditing;

/// <summary>One administrative act, as the audit log keeps it.</summary>
/// <param name="Number">Its place in the log: 1, 2, 3, …</param>
/// <param name="At">When, UTC.</param>
/// <param name="Actor">Who: `key:PREFIX`, or `operator:NAME` for the command line on this machine.</param>
/// <param name="From">From where: an IP address, or `local`.</param>
/// <param name="Tenant">Whose things it was about; null for the collector's own.</param>
/// <param name="Action">What, such as `key.create`.</param>
/// <param name="Target">On what, such as the key's prefix. Never a secret, never a person.</param>
/// <param name="Outcome">`done`, `refused` or `failed`.</param>
/// <param name="Detail">More of it; null if there is nothing more to say.</param>
internal sealed record AuditEntry(
    [property: JsonPropertyName("number")] long Number,
    [property: JsonPropertyName("at")] DateTimeOffset At,
    [property: JsonPropertyName("actor")] string Actor,
    [property: JsonPropertyName("from")] string From,
    [property: JsonPropertyName("tenant")] string? Tenant,
    [property: JsonPropertyName("action")] string Action,
    [property: JsonPropertyName("target")] string Target,
    [property: JsonPropertyName("outcome")] string Outcome,
    [property: JsonPropertyName("detail")] string? Detail);

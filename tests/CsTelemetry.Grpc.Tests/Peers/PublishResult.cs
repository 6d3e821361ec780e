using System.Text.Json.Serialization;

namespace CsTelemetry.Grpc.Tests.Peers;

/// <summary>The line that a peer's script prints.</summary>
internal sealed record PublishResult(
    [property: JsonPropertyName("accepted")] int Accepted,
    [property: JsonPropertyName("rejected")] int Rejected,
    [property: JsonPropertyName("duplicates")] int Duplicates,
    [property: JsonPropertyName("code")] string Code,
    [property: JsonPropertyName("retry_delay_ms")] double? RetryDelayMs);

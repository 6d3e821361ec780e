using System.Text.Json;

namespace UsageReplay;

/// <summary>Holds how a replay ended. Sent = Delivered + Rejected + Dropped.</summary>
internal sealed record ReplayReport(
    long Logins,
    long FeatureUses,
    long Sent,
    long Delivered,
    long Rejected,
    long Dropped,
    DateOnly FirstDay,
    DateOnly LastDay,
    double Seconds,
    long EventsPerSecond)
{
    private static readonly JsonSerializerOptions Format = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>Writes the report as one line of JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Format);
}

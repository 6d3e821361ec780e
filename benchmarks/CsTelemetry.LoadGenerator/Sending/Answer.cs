using CsTelemetry.Protocol.V1;

namespace CsTelemetry.LoadGenerator.Sending;

/// <summary>What came back: the gRPC status as a number (or "none"), the response if it was OK, and when to come back if a refusal said so.</summary>
internal readonly record struct Answer(string Status, PublishResponse? Response, TimeSpan? RetryAfter)
{
    public static Answer None => new("none", null, null);
}

namespace CsTelemetry.Collector.Tests.Api.Idempotency;

/// <summary>What a call was answered with.</summary>
internal sealed record CalledAnswer(int Status, string Body, string? Tag, string? Location, string? Replayed, string? RetryAfter)
{
    public bool IsReplayed => Replayed == "true";
}

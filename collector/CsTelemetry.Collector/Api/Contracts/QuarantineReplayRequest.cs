namespace CsTelemetry.Collector.Api.Contracts;

/// <summary>Orders events to be sent through the intake again.</summary>
/// <param name="Items">Which, at most 500, each once.</param>
internal sealed record QuarantineReplayRequest(IReadOnlyList<QuarantineReplayItem>? Items);

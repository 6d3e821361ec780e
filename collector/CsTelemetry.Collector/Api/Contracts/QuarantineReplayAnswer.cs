namespace CsTelemetry.Collector.Api.Contracts;

/// <summary>What became of events that were sent again, in the order asked for.</summary>
/// <param name="Results">One for each.</param>
internal sealed record QuarantineReplayAnswer(IReadOnlyList<QuarantineReplayResult> Results);

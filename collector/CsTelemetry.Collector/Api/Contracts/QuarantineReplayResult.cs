using CsTelemetry.Collector.Quarantining;

namespace CsTelemetry.Collector.Api.Contracts;

/// <summary>What became of one event that was sent again.</summary>
/// <param name="Id">Names it.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Message">Why, where it was not accepted; else null.</param>
internal sealed record QuarantineReplayResult(string Id, ReplayOutcome Outcome, string? Message);

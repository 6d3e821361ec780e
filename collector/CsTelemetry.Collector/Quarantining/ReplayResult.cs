using CsTelemetry.ClickHouse.Quarantine;

namespace CsTelemetry.Collector.Quarantining;

/// <summary>How sending one event again ended.</summary>
internal sealed record ReplayResult(QuarantineId Id, ReplayOutcome Outcome, string Message);

namespace CsTelemetry.ClickHouse.Quarantine;

/// <summary>An event in quarantine and what became of it.</summary>
public sealed record QuarantineEntry(QuarantinedEvent Event, QuarantineReplay Replay);

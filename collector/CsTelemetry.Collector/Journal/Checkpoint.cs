namespace CsTelemetry.Collector.Journal;

/// <summary>How far the store is known to be complete.</summary>
/// <param name="Through">The sequence of the last batch record that the audit has found in the store.</param>
/// <param name="VerifiedEvents">How many events that is, since the log began.</param>
/// <param name="QuarantinedEvents">How many accepted events the store refused since the log began: they are in quarantine.</param>
internal readonly record struct Checkpoint(long Through, long VerifiedEvents, long QuarantinedEvents = 0);

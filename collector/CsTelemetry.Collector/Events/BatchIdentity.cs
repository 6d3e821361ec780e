namespace CsTelemetry.Collector.Events;

/// <summary>Names a batch: retries carry the same, and it is counted once.</summary>
internal readonly record struct BatchIdentity(string Tenant, ulong ClientInstanceId, ulong BatchSequence);

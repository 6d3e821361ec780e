namespace CsTelemetry.Wire;

/// <summary>Names an event that the collector did not take: its place in the batch, from 0, and why.</summary>
internal readonly record struct RejectedEvent(uint Index, RejectionReason Reason);

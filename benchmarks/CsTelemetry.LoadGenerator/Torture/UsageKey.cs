using CsTelemetry.Protocol.V1;

namespace CsTelemetry.LoadGenerator.Torture;

/// <summary>What events are counted by when the tables are compared.</summary>
internal readonly record struct UsageKey(string AccountId, EventKind Kind, DateOnly Day);

using CsTelemetry.Collector.Events;

namespace CsTelemetry.Collector.Tests.Making;

/// <summary>A batch as it came in: nothing in it has been checked.</summary>
internal sealed record ReceivedBatch(
    BatchIdentity Identity, EventSource Source, DateTimeOffset ReceivedAt, IReadOnlyList<UsageEvent> Events);

using CsTelemetry.Collector.Events;

namespace CsTelemetry.Collector.Tests.Making;

/// <summary>A batch after validation: what is to be accepted, and what was turned away.</summary>
internal sealed record ValidatedBatch(
    BatchIdentity Identity,
    EventSource Source,
    DateTimeOffset ReceivedAt,
    IReadOnlyList<UsageEvent> Events,
    IReadOnlyList<Rejection> Rejections);

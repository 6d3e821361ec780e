using CsTelemetry.Collector.Events;
using CsTelemetry.Collector.Journal;


namespace CsTelemetry.Collector.Tests.Making;

/// <summary>An accepted batch as the log keeps it.</summary>
/// <param name="Identity">Its name.</param>
/// <param name="Source">The program that reported it.</param>
/// <param name="ReceivedAt">When it came in.</param>
/// <param name="Events">The accepted events.</param>
/// <param name="Rejected">What was turned away: kept so that a retry gets the same answer.</param>
internal sealed record JournaledBatch(
    BatchIdentity Identity,
    EventSource Source,
    DateTimeOffset ReceivedAt,
    IReadOnlyList<UsageEvent> Events,
    IReadOnlyList<RejectedIndex> Rejected);

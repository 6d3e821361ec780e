using CsTelemetry.Collector.Events;

namespace CsTelemetry.Collector.Tests.Making;

/// <summary>An event in the slow, obvious form, for tests to compare with. (client instance, sequence) names it.</summary>
internal sealed record UsageEvent
{
    public required EventKind Kind { get; init; }

    public required ulong Sequence { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>An event in the slow, obvious form, for tests to compare with. (client instance, sequence) names it.</summary>
    public DateOnly Day { get; init; }

    public string AccountId { get; init; } = "";

    public string UserId { get; init; } = "";

    public string Feature { get; init; } = "";

    public string SessionId { get; init; } = "";

    public Platform Platform { get; init; }

    public ActorKind ActorKind { get; init; } = ActorKind.Human;

    public ulong Quantity { get; init; } = 1;

    public double Value { get; init; }

    public ulong DurationMilliseconds { get; init; }

    public IReadOnlyList<EventProperty> Properties { get; init; } = [];
}

using CsTelemetry.Collector.Events;
using CsTelemetry.Collector.Tests.Making;

namespace CsTelemetry.Collector.Tests.Storing;

/// <summary>Draws batches that touch every kind, three months and several people; the same seed draws the same ones.</summary>
internal sealed class StoreEvents(int seed)
{
    private readonly Random _random = new(seed);
    private ulong _batch;

    internal IEnumerable<ValidatedBatch> Many(int count, int events) => Enumerable.Range(0, count).Select(_ => Next(events)).ToList();

    internal ValidatedBatch Next(int events)
    {
        var batch = ++_batch;
        return new ValidatedBatch(
            Sample.Identity(batch, tenant: batch % 3 == 0 ? "other" : "demo"),
            Sample.Source,
            Sample.Now.AddMilliseconds(batch),
            [.. Enumerable.Range(0, events).Select(i => Event((batch * 100_000) + (ulong)i))],
            []);
    }

    private UsageEvent Event(ulong sequence)
    {
        var occurredAt = Sample.Now.AddDays(-_random.Next(75)).AddMilliseconds(-_random.Next(10_000_000));
        return new UsageEvent
        {
            Kind = (EventKind)_random.Next(1, 12),
            Sequence = sequence,
            OccurredAt = occurredAt,
            Day = DateOnly.FromDateTime(occurredAt.UtcDateTime),
            AccountId = $"account-{_random.Next(4)}",
            UserId = _random.Next(4) == 0 ? "" : $"üser-{_random.Next(5)}",
            Feature = _random.Next(3) == 0 ? "" : $"feature.{_random.Next(3)}",
            SessionId = $"session-{_random.Next(9)}",
            Platform = (Platform)_random.Next(0, 6),
            ActorKind = (ActorKind)_random.Next(1, 4),
            Quantity = (ulong)_random.Next(1, 9),
            // Halves add up to the same sum in every order.
            Value = _random.Next(-1000, 1000) / 2.0,
            DurationMilliseconds = (ulong)_random.Next(100_000),
            Properties = [.. Enumerable.Range(0, _random.Next(3)).Select(i => new EventProperty($"key{i}", $"välue-{_random.Next(50)}", PropertyType.Text))],
        };
    }
}

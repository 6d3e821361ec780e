using System.Globalization;
using CsTelemetry.Collector.Events;
using CsTelemetry.Collector.Tests.Making;

namespace CsTelemetry.Collector.Tests.Storing;

/// <summary>Draws batches of the awkward kind: empty, foreign, long and look-alike strings, years of months, equal keys.</summary>
internal sealed class AnyEvents(int seed)
{
    private static readonly string[] Texts =
        ["", "a", "A", "ab", "a b", "user-1", "user-10", "user-2", "üser", "日本語", "😀", "\uFFFD", "'\\\t\n\0", "user-00000001", "user-00000002", new('x', 3000), new string('日', 300) + "1", new string('日', 300) + "2"];

    private readonly Random _random = new(seed);
    private ulong _batch;

    internal ValidatedBatch Next(int events)
    {
        var batch = ++_batch;
        var source = new EventSource(Text(), Text(), Text(), Text());
        return new ValidatedBatch(
            Sample.Identity(batch, (ulong)_random.NextInt64(), Text(atLeast: 1)),
            source,
            Sample.Now.AddMilliseconds(_random.Next(100_000)),
            [.. Enumerable.Range(0, events).Select(i => Event((batch * 100_000) + (ulong)i))],
            []);
    }

    private UsageEvent Event(ulong sequence)
    {
        var occurredAt = Sample.Now.AddDays(-_random.Next(_random.Next(2) == 0 ? 3 : 700)).AddMilliseconds(-_random.Next(10_000_000));
        return new UsageEvent
        {
            Kind = (EventKind)_random.Next(1, 12),
            Sequence = sequence,
            OccurredAt = occurredAt,
            Day = DateOnly.FromDateTime(occurredAt.UtcDateTime),
            AccountId = Text(),
            UserId = Text(),
            Feature = Text(),
            SessionId = Text(),
            Platform = (Platform)_random.Next(0, 3),
            ActorKind = (ActorKind)_random.Next(1, 4),
            Quantity = (ulong)_random.NextInt64(1L << 40),
            // Halves add up to the same sum in every order.
            Value = _random.Next(-1000, 1000) / 2.0,
            DurationMilliseconds = (ulong)_random.NextInt64(1L << 40),
            Properties = [.. Enumerable.Range(0, _random.Next(4)).Select(i => new EventProperty(i.ToString(CultureInfo.InvariantCulture), Text(), PropertyType.Text))],
        };
    }

    // Few at a time, so that keys meet.
    private string Text(int atLeast = 0) => Texts[_random.Next(3) > 0 ? _random.Next(atLeast, 3) : _random.Next(atLeast, Texts.Length)];
}

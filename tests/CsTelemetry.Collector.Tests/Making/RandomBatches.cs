using CsTelemetry.Collector.Events;
using CsTelemetry.Collector.Journal;

namespace CsTelemetry.Collector.Tests.Making;

/// <summary>Draws batches with everything that the log must keep; the same seed draws the same ones.</summary>
internal sealed class RandomBatches(int seed)
{
    private static readonly string[] Texts = ["", "a", "ü", "日本語", "🙂", "O'Brien \"Bob\"", "tab\tline\n", new string('x', 256), "acme", "reports.export"];

    private readonly Random _random = new(seed);

    internal JournaledBatch Next()
    {
        var rejected = _random.Next(0, 5);
        return new(
            new BatchIdentity(Text(), (ulong)_random.NextInt64(), (ulong)_random.NextInt64(1, long.MaxValue)),
            new EventSource(Text(), Text(), Text(), Text()),
            Moment(),
            Many(_random.Next(rejected * 6, 40), _ => Event()),
            Many(rejected, i => new RejectedIndex(i * 7, (RejectionCode)_random.Next(1, 11))));
    }

    private UsageEvent Event() => At(Moment());

    private UsageEvent At(DateTimeOffset occurredAt) => new()
    {
        Kind = (EventKind)_random.Next(1, 12),
        Platform = (Platform)_random.Next(0, 6),
        ActorKind = (ActorKind)_random.Next(1, 4),
        Sequence = unchecked((ulong)_random.NextInt64(long.MinValue, long.MaxValue)),
        OccurredAt = occurredAt,
        Day = DateOnly.FromDateTime(occurredAt.UtcDateTime).AddDays(_random.Next(4) == 0 ? _random.Next(-1, 2) : 0),
        AccountId = Text(),
        UserId = Text(),
        Feature = Text(),
        SessionId = Text(),
        Quantity = Math.Max(1, Number()),
        Value = _random.NextDouble() * Math.Pow(10, _random.Next(-300, 300)) * (_random.Next(2) == 0 ? 1 : -1),
        DurationMilliseconds = Number(),
        Properties = Many(_random.Next(0, 6), _ => new EventProperty(Text(), Text(), PropertyType.Text)),
    };

    private static T[] Many<T>(int count, Func<int, T> make) => [.. Enumerable.Range(0, count).Select(make)];

    private string Text() => Texts[_random.Next(Texts.Length)];

    // Of every size that a varint has.
    private ulong Number() => unchecked((ulong)_random.NextInt64(long.MinValue, long.MaxValue)) >> _random.Next(64);

    private DateTimeOffset Moment() => DateTimeOffset.FromUnixTimeMilliseconds(
        _random.NextInt64(DateTimeOffset.MinValue.AddDays(2).ToUnixTimeMilliseconds(), DateTimeOffset.MaxValue.AddDays(-2).ToUnixTimeMilliseconds()));
}

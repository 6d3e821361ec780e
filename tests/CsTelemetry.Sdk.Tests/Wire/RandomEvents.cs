using System.Text;
using CsTelemetry.Protocol.V1;

namespace CsTelemetry.Sdk.Tests.Wire;

/// <summary>Draws events of every shape that the limits allow.</summary>
internal static class RandomEvents
{
    private static readonly string[] Letters = ["a", "Z", "0", "-", "é", "語", "🦊"];

    public static Event Next(Random random, out TelemetryProperty[] properties)
    {
        var message = new Event
        {
            Kind = (EventKind)random.Next(1, 12),
            Sequence = 7,
            OccurredAtUnixMs = 1_700_000_000_123,
            AccountId = Text(random, 1, 256),
            UserId = Text(random, 1, 256),
            Feature = Text(random, 1, 256),
            SessionId = Text(random, 0, 256),
            Platform = (Protocol.V1.Platform)random.Next(0, 6),
            ActorKind = (Protocol.V1.ActorKind)random.Next(0, 4),
            Quantity = random.Next(3) == 0 ? (ulong)random.NextInt64() : (ulong)random.Next(3),
            Value = random.Next(2) == 0 ? 0 : random.NextDouble() * 1e6,
            DurationMs = (ulong)random.Next(0, 1_000_000),
        };
        properties = new TelemetryProperty[random.Next(4) == 0 ? random.Next(33) : random.Next(4)];
        for (var i = 0; i < properties.Length; i++)
        {
            var property = new Property { Key = $"{i}.{Text(random, 0, 250)}" };
            properties[i] = Fill(property, random);
            message.Properties.Add(property);
        }

        return message;
    }

    private static TelemetryProperty Fill(Property property, Random random)
    {
        switch (random.Next(4))
        {
            case 0:
                property.StringValue = Text(random, 0, 1024);
                return new(property.Key, property.StringValue);
            case 1:
                property.IntValue = random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(64);
                return new(property.Key, property.IntValue);
            case 2:
                property.DoubleValue = random.NextDouble();
                return new(property.Key, property.DoubleValue);
            default:
                property.BoolValue = random.Next(2) == 0;
                return new(property.Key, property.BoolValue);
        }
    }

    private static string Text(Random random, int leastBytes, int mostBytes)
    {
        var bytes = random.Next(3) == 0 ? random.Next(leastBytes, mostBytes + 1) : random.Next(leastBytes, Math.Min(mostBytes, 20));
        var text = new StringBuilder();
        for (var used = 0; used < bytes;)
        {
            var letter = Letters[random.Next(random.Next(2) == 0 ? Letters.Length : 1)];
            letter = used + Encoding.UTF8.GetByteCount(letter) > bytes ? "x" : letter;
            text.Append(letter);
            used += Encoding.UTF8.GetByteCount(letter);
        }

        return text.ToString();
    }
}

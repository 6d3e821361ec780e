using System.Text;
using CsTelemetry.Wire;

namespace CsTelemetry.Testing.Reading;

/// <summary>Reads one Event with the SDK's own reader.</summary>
internal static class EventReader
{
    /// <summary>Reads the message; null when the bytes are not one.</summary>
    public static RecordedEvent? Read(ReadOnlySpan<byte> message)
    {
        var reader = new ProtoReader(message);
        var properties = new Dictionary<string, object>(StringComparer.Ordinal);
        var one = new RecordedEvent { Kind = 0, Sequence = 0, Properties = properties };
        while (!reader.AtEnd)
        {
            if (!reader.TryTag(out var field, out var wire))
            {
                return null;
            }

            ulong number = 0;
            ReadOnlySpan<byte> bytes = default;
            var read = wire switch
            {
                0 => reader.TryVarint(out number),
                1 => reader.TryFixed64(out number),
                2 => reader.TryBytes(out bytes),
                _ => reader.TrySkip(wire),
            };
            if (!read || (field == 13 && !TryProperty(bytes, properties)))
            {
                return null;
            }

            one = wire == 2 ? WithText(one, field, bytes) : WithNumber(one, field, number);
        }

        return one;
    }

    private static RecordedEvent WithText(RecordedEvent one, uint field, ReadOnlySpan<byte> bytes) => field switch
    {
        4 => one with { AccountId = Encoding.UTF8.GetString(bytes) },
        5 => one with { UserId = Encoding.UTF8.GetString(bytes) },
        6 => one with { Feature = Encoding.UTF8.GetString(bytes) },
        7 => one with { SessionId = Encoding.UTF8.GetString(bytes) },
        _ => one,
    };

    private static RecordedEvent WithNumber(RecordedEvent one, uint field, ulong number) => field switch
    {
        1 => one with { Kind = (RecordedEventKind)number },
        2 => one with { Sequence = (long)number },
        3 => one with { OccurredAt = DateTimeOffset.FromUnixTimeMilliseconds((long)number) },
        8 => one with { Platform = (Platform)number },
        9 => one with { ActorKind = (ActorKind)number },
        10 => one with { Quantity = (long)number },
        11 => one with { Value = BitConverter.UInt64BitsToDouble(number) },
        12 => one with { Duration = TimeSpan.FromMilliseconds(number) },
        _ => one,
    };

    private static bool TryProperty(ReadOnlySpan<byte> message, Dictionary<string, object> properties)
    {
        var reader = new ProtoReader(message);
        var key = "";
        // An empty text, a zero and a false are there because the field is, also without a value.
        object value = "";
        while (!reader.AtEnd)
        {
            if (!reader.TryTag(out var field, out var wire))
            {
                return false;
            }

            ulong number = 0;
            ReadOnlySpan<byte> bytes = default;
            if (!(wire == 0 ? reader.TryVarint(out number) : wire == 1 ? reader.TryFixed64(out number) : wire == 2 && reader.TryBytes(out bytes)))
            {
                return false;
            }

            if (field == 1)
            {
                key = Encoding.UTF8.GetString(bytes);
                continue;
            }

            value = field switch
            {
                2 => Encoding.UTF8.GetString(bytes),
                // A zigzag number: 0, -1, 1, -2, …
                3 => (long)(number >> 1) ^ -(long)(number & 1),
                4 => BitConverter.UInt64BitsToDouble(number),
                5 => number != 0,
                _ => value,
            };
        }

        return properties.TryAdd(key, value);
    }
}

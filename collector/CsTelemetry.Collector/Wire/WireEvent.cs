using CsTelemetry.Collector.Events;

namespace CsTelemetry.Collector.Wire;

/// <summary>An Event where it lies: numbers read, strings as the UTF-8 they came in. Nothing in it has been checked.</summary>
internal ref struct WireEvent
{
    private const uint KindTag = (1 << 3) | 0;
    private const uint SequenceTag = (2 << 3) | 1;
    private const uint OccurredAtTag = (3 << 3) | 1;
    private const uint AccountTag = (4 << 3) | 2;
    private const uint UserTag = (5 << 3) | 2;
    private const uint FeatureTag = (6 << 3) | 2;
    private const uint SessionTag = (7 << 3) | 2;
    private const uint PlatformTag = (8 << 3) | 0;
    private const uint ActorKindTag = (9 << 3) | 0;
    private const uint QuantityTag = (10 << 3) | 0;
    private const uint ValueTag = (11 << 3) | 1;
    private const uint DurationTag = (12 << 3) | 0;
    internal const uint PropertyTag = (13 << 3) | 2;

    private ReadOnlySpan<byte> _message;

    public EventKind Kind { get; private set; }

    public ulong Sequence { get; private set; }

    /// <summary>Gets when it happened by the client's clock, in milliseconds since 1970.</summary>
    public long OccurredAt { get; private set; }

    public ReadOnlySpan<byte> AccountId { get; private set; }

    public ReadOnlySpan<byte> UserId { get; private set; }

    public ReadOnlySpan<byte> Feature { get; private set; }

    public ReadOnlySpan<byte> SessionId { get; private set; }

    public Platform Platform { get; private set; }

    public ActorKind ActorKind { get; private set; }

    public ulong Quantity { get; private set; }

    public double Value { get; private set; }

    public ulong DurationMilliseconds { get; private set; }

    public int PropertyCount { get; private set; }

    public readonly WireProperties Properties => new(_message);

    /// <exception cref="InvalidDataException">The bytes are no such message.</exception>
    public static WireEvent Read(ReadOnlySpan<byte> message)
    {
        var found = new WireEvent { _message = message, ActorKind = ActorKind.Human, Quantity = 1 };
        var reader = new WireReader(message);
        while (reader.TryReadTag(out var tag))
        {
            found.Take(tag, ref reader);
        }

        return found;
    }

    private void Take(uint tag, ref WireReader reader)
    {
        switch (tag)
        {
            case KindTag:
                Kind = (EventKind)Narrow(reader.Varint());
                break;
            case SequenceTag:
                Sequence = reader.Fixed64();
                break;
            case OccurredAtTag:
                OccurredAt = (long)reader.Fixed64();
                break;
            case AccountTag:
                AccountId = reader.Bytes();
                break;
            case UserTag:
                UserId = reader.Bytes();
                break;
            case FeatureTag:
                Feature = reader.Bytes();
                break;
            case SessionTag:
                SessionId = reader.Bytes();
                break;
            case PlatformTag:
                Platform = (Platform)Narrow(reader.Varint());
                break;
            case ActorKindTag:
                var actor = (ActorKind)Narrow(reader.Varint());
                ActorKind = actor == 0 ? ActorKind.Human : actor;
                break;
            case QuantityTag:
                Quantity = Math.Max(1, reader.Varint());
                break;
            case ValueTag:
                Value = BitConverter.UInt64BitsToDouble(reader.Fixed64());
                break;
            case DurationTag:
                DurationMilliseconds = reader.Varint();
                break;
            case PropertyTag:
                WireProperty.Read(reader.Bytes());
                PropertyCount++;
                break;
            default:
                reader.Skip(tag);
                break;
        }
    }

    // A number beyond a byte must not come out as a kind that exists. An enum is 32 bits of its varint.
    private static byte Narrow(ulong varint) => (int)varint is >= 0 and < byte.MaxValue and var number ? (byte)number : byte.MaxValue;
}

namespace CsTelemetry.Collector.Tests.Wire;

/// <summary>Writes field after field of what might be a PublishRequest, with no regard for what belongs together.</summary>
internal sealed class AnyMessages(Random random)
{
    private static readonly string[] Texts = ["", "a", "acme", "ü", "日本語", "🙂", new('x', 200)];

    internal byte[] Request()
    {
        using var bytes = new MemoryStream();
        for (var fields = random.Next(12); fields > 0; fields--)
        {
            switch (random.Next(10))
            {
                case < 3:
                    Fixed64(bytes, random.Next(1, 4));
                    break;
                case 3:
                    Message(bytes, 4, Resource());
                    break;
                case < 9:
                    Message(bytes, 5, Event());
                    break;
                default:
                    Unknown(bytes, 3);
                    break;
            }
        }

        return bytes.ToArray();
    }

    private byte[] Resource()
    {
        using var bytes = new MemoryStream();
        for (var fields = random.Next(5); fields > 0; fields--)
        {
            Text(bytes, random.Next(1, 6));
        }

        return bytes.ToArray();
    }

    private byte[] Event()
    {
        using var bytes = new MemoryStream();
        for (var fields = random.Next(14); fields > 0; fields--)
        {
            var field = random.Next(1, 15);
            switch (field)
            {
                case 1 or 8 or 9 or 10 or 12:
                    Tag(bytes, field, 0);
                    Varint(bytes, Number());
                    break;
                case 2 or 3 or 11:
                    Fixed64(bytes, field);
                    break;
                case < 8:
                    Text(bytes, field);
                    break;
                case 13:
                    Message(bytes, 13, Property());
                    break;
                default:
                    Unknown(bytes, 2);
                    break;
            }
        }

        return bytes.ToArray();
    }

    private byte[] Property()
    {
        using var bytes = new MemoryStream();
        for (var fields = random.Next(4); fields > 0; fields--)
        {
            switch (random.Next(1, 6))
            {
                case 1:
                    Text(bytes, 1);
                    break;
                case 2:
                    Text(bytes, 2);
                    break;
                case 3:
                    Tag(bytes, 3, 0);
                    Varint(bytes, Number());
                    break;
                case 4:
                    Fixed64(bytes, 4);
                    break;
                default:
                    Tag(bytes, 5, 0);
                    Varint(bytes, (ulong)random.Next(3));
                    break;
            }
        }

        return bytes.ToArray();
    }

    // Of numbers that the contract has not, or with a wire type that it has not for them.
    private void Unknown(MemoryStream bytes, int depth)
    {
        var field = random.Next(1, 40);
        switch (random.Next(5))
        {
            case 0:
                Tag(bytes, field, 0);
                Varint(bytes, Number());
                break;
            case 1:
                Fixed64(bytes, field);
                break;
            case 2:
                Text(bytes, field);
                break;
            case 3:
                Tag(bytes, field, 5);
                bytes.Write(BitConverter.GetBytes(random.Next()));
                break;
            default:
                Tag(bytes, field, 3);
                for (var inner = depth > 0 ? random.Next(3) : 0; inner > 0; inner--)
                {
                    Unknown(bytes, depth - 1);
                }

                Tag(bytes, random.Next(10) == 0 ? field + 1 : field, 4);
                break;
        }
    }

    private void Text(MemoryStream bytes, int field)
    {
        var text = System.Text.Encoding.UTF8.GetBytes(Texts[random.Next(Texts.Length)]);
        Message(bytes, field, text);
    }

    private void Message(MemoryStream bytes, int field, byte[] content)
    {
        Tag(bytes, field, 2);
        Varint(bytes, (ulong)(content.Length + (random.Next(60) == 0 ? random.Next(-2, 3) : 0)));
        bytes.Write(content);
    }

    private void Fixed64(MemoryStream bytes, int field)
    {
        Tag(bytes, field, 1);
        bytes.Write(BitConverter.GetBytes(random.NextInt64(long.MinValue, long.MaxValue)));
    }

    private static void Tag(MemoryStream bytes, int field, int type) => Varint(bytes, (ulong)((field << 3) | type));

    private static void Varint(MemoryStream bytes, ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            bytes.WriteByte((byte)(value | 0x80));
        }

        bytes.WriteByte((byte)value);
    }

    // Small and large, and of every length that a varint has.
    private ulong Number() => unchecked((ulong)random.NextInt64(long.MinValue, long.MaxValue)) >> random.Next(64);
}

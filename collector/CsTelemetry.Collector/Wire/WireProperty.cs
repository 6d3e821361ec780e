using System.Globalization;
using CsTelemetry.Collector.Events;

namespace CsTelemetry.Collector.Wire;

/// <summary>A Property where it lies. Nothing in it has been checked.</summary>
internal ref struct WireProperty
{
    /// <summary>The most bytes that a number or a truth value takes as text.</summary>
    public const int MaxNumberBytes = 32;

    private const uint KeyTag = (1 << 3) | 2;
    private const uint StringTag = (2 << 3) | 2;
    private const uint IntTag = (3 << 3) | 0;
    private const uint DoubleTag = (4 << 3) | 1;
    private const uint BoolTag = (5 << 3) | 0;

    private ReadOnlySpan<byte> _text;
    private ulong _bits;

    public ReadOnlySpan<byte> Key { get; private set; }

    public PropertyType Type { get; private set; }

    /// <summary>Gets the value, if the type is text.</summary>
    public readonly ReadOnlySpan<byte> Text => _text;

    /// <summary>Gets the value, if the type is a number with a fraction.</summary>
    public readonly double Number => BitConverter.UInt64BitsToDouble(_bits);

    /// <exception cref="InvalidDataException">The bytes are no such message.</exception>
    public static WireProperty Read(ReadOnlySpan<byte> message)
    {
        var found = default(WireProperty);
        var reader = new WireReader(message);
        while (reader.TryReadTag(out var tag))
        {
            found.Take(tag, ref reader);
        }

        return found;
    }

    /// <summary>Shows the value as invariant text; written into <paramref name="scratch"/> if it came as something else.</summary>
    /// <param name="scratch">At least <see cref="MaxNumberBytes"/>.</param>
    public readonly ReadOnlySpan<byte> ValueIn(Span<byte> scratch)
    {
        int written;
        switch (Type)
        {
            case PropertyType.Text:
                return _text;
            case PropertyType.Integer:
                ((long)_bits).TryFormat(scratch, out written, default, CultureInfo.InvariantCulture);
                return scratch[..written];
            case PropertyType.Number:
                Number.TryFormat(scratch, out written, "R", CultureInfo.InvariantCulture);
                return scratch[..written];
            case PropertyType.Boolean:
                return _bits != 0 ? "true"u8 : "false"u8;
            default:
                return [];
        }
    }

    private void Take(uint tag, ref WireReader reader)
    {
        switch (tag)
        {
            case KeyTag:
                Key = reader.Bytes();
                break;
            case StringTag:
                _text = reader.Bytes();
                Type = PropertyType.Text;
                break;
            case IntTag:
                var zigZag = reader.Varint();
                _bits = (zigZag >> 1) ^ (ulong)-(long)(zigZag & 1);
                Type = PropertyType.Integer;
                break;
            case DoubleTag:
                _bits = reader.Fixed64();
                Type = PropertyType.Number;
                break;
            case BoolTag:
                _bits = reader.Varint();
                Type = PropertyType.Boolean;
                break;
            default:
                reader.Skip(tag);
                break;
        }
    }
}

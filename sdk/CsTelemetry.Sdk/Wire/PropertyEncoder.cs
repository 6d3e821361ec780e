using CsTelemetry.Buffering;

namespace CsTelemetry.Wire;

/// <summary>Writes the properties of an event and finds what is wrong with them.</summary>
internal static class PropertyEncoder
{
    public static bool TryWrite(ref ProtoWriter writer, ReadOnlySpan<TelemetryProperty> properties, out EventFault fault)
    {
        fault = default;
        if (properties.Length > EventRules.MaxPropertyCount)
        {
            fault = new(DropReason.TooLarge, EventField.Properties, EventProblem.TooMany);
            return false;
        }

        for (var i = 0; i < properties.Length; i++)
        {
            ref readonly var property = ref properties[i];
            if (string.IsNullOrEmpty(property.Key))
            {
                fault = EventFault.Invalid(EventField.PropertyKey, EventProblem.Empty);
                return false;
            }

            if (ComesBefore(properties[..i], property.Key))
            {
                fault = EventFault.Invalid(EventField.PropertyKey, EventProblem.Repeated);
                return false;
            }

            if (!TryWriteOne(ref writer, in property, out fault))
            {
                return false;
            }
        }

        return true;
    }

    private static bool ComesBefore(ReadOnlySpan<TelemetryProperty> before, string key)
    {
        foreach (ref readonly var other in before)
        {
            if (string.Equals(other.Key, key, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static bool TryWriteOne(ref ProtoWriter writer, in TelemetryProperty property, out EventFault fault)
    {
        fault = default;
        if (property.Kind == PropertyKind.Real && !double.IsFinite(property.Real))
        {
            fault = EventFault.Invalid(EventField.PropertyValue, EventProblem.NotFinite);
            return false;
        }

        if (!writer.TryOpen(Tags.EventProperty, 1, out var start))
        {
            fault = EventFault.NoRoom;
            return false;
        }

        if (!writer.TryString(Tags.PropertyKey, property.Key, EventRules.MaxStringBytes))
        {
            fault = EventFault.Of(writer.Failure, EventField.PropertyKey);
            return false;
        }

        if (!TryWriteValue(ref writer, in property) || !writer.TryClose(start, 1))
        {
            fault = EventFault.Of(writer.Failure, EventField.PropertyValue);
            return false;
        }

        return true;
    }

    // Written even when zero or empty: the choice of the type is itself the message.
    private static bool TryWriteValue(ref ProtoWriter writer, in TelemetryProperty property) => property.Kind switch
    {
        PropertyKind.Integer => writer.TryVarint(Tags.PropertyInteger, ZigZag(property.Integer)),
        PropertyKind.Real => writer.TryFixed64(Tags.PropertyReal, BitConverter.DoubleToUInt64Bits(property.Real)),
        PropertyKind.Truth => writer.TryVarint(Tags.PropertyTruth, property.Truth ? 1UL : 0UL),
        _ => writer.TryString(Tags.PropertyText, property.Text ?? "", EventRules.MaxPropertyTextBytes),
    };

    private static ulong ZigZag(long value) => (ulong)((value << 1) ^ (value >> 63));
}

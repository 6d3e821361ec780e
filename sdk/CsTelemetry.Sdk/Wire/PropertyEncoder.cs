using CsTelemetry.Buffering;
using CsTelemetry.Tracking;

namespace CsTelemetry.Wire;

/// <summary>Writes the properties of an event and finds what is wrong with them.</summary>
internal static class PropertyEncoder
{
    /// <summary>Writes an event's own properties, and those it inherits unless it says otherwise itself.</summary>
    public static bool TryWriteAll(
        ref ProtoWriter writer, ReadOnlySpan<TelemetryProperty> own, PropertySet? inherited, PropertyAllowList? allowed, out EventFault fault)
    {
        fault = default;
        if (own.Length + (inherited?.Count ?? 0) > EventRules.MaxPropertyCount)
        {
            fault = new(DropReason.TooLarge, EventField.Properties, EventProblem.TooMany);
            return false;
        }

        for (var i = 0; i < own.Length; i++)
        {
            ref readonly var property = ref own[i];
            if (allowed is not null && !allowed.Allows(property.Key))
            {
                continue;
            }

            if (property.Key is not null && Has(own[..i], property.Key))
            {
                fault = EventFault.Invalid(EventField.PropertyKey, EventProblem.Repeated);
                return false;
            }

            if (!TryWrite(ref writer, in property, out fault))
            {
                return false;
            }
        }

        return inherited is null || TryWriteInherited(ref writer, own, inherited, out fault);
    }

    public static bool TryWrite(ref ProtoWriter writer, in TelemetryProperty property, out EventFault fault)
    {
        if (string.IsNullOrEmpty(property.Key))
        {
            fault = EventFault.Invalid(EventField.PropertyKey, EventProblem.Empty);
            return false;
        }

        return TryWriteOne(ref writer, in property, out fault);
    }

    private static bool TryWriteInherited(ref ProtoWriter writer, ReadOnlySpan<TelemetryProperty> own, PropertySet inherited, out EventFault fault)
    {
        fault = default;
        if (own.IsEmpty)
        {
            return Wrote(writer.TryRaw(inherited.Block), out fault);
        }

        for (var i = 0; i < inherited.Count; i++)
        {
            if (!Has(own, inherited.KeyAt(i)) && !Wrote(writer.TryRaw(inherited.EncodedAt(i)), out fault))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Wrote(bool written, out EventFault fault)
    {
        fault = written ? default : EventFault.NoRoom;
        return written;
    }

    private static bool Has(ReadOnlySpan<TelemetryProperty> properties, string key)
    {
        foreach (ref readonly var other in properties)
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

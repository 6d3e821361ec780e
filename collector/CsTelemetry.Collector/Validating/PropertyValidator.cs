using System.Text;
using CsTelemetry.Collector.Events;
using CsTelemetry.Collector.Wire;

namespace CsTelemetry.Collector.Validating;

/// <summary>Decides on the properties of one event. Pure.</summary>
internal static class PropertyValidator
{
    public static Fault? Fault(in WireEvent candidate)
    {
        if (candidate.PropertyCount > EventLimits.MaxPropertyCount)
        {
            return new(RejectionCode.TooLarge, $"properties has {candidate.PropertyCount} entries; the limit is {EventLimits.MaxPropertyCount}.");
        }

        Span<Range> keys = stackalloc Range[EventLimits.MaxPropertyCount];
        var properties = candidate.Properties;
        for (var i = 0; properties.MoveNext(); i++)
        {
            keys[i] = properties.KeyPlace;
            if (Fault(properties, keys[..i]) is { } fault)
            {
                return fault;
            }
        }

        return null;
    }

    private static Fault? Fault(in WireProperties properties, ReadOnlySpan<Range> earlier)
    {
        var property = properties.Current;
        var index = earlier.Length;
        if (property.Key.IsEmpty)
        {
            return new(RejectionCode.MissingField, $"properties[{index}].key is empty.");
        }

        for (var i = 0; i < index; i++)
        {
            if (properties.Message[earlier[i]].SequenceEqual(property.Key))
            {
                return new(RejectionCode.InvalidValue, $"properties[{index}].key is \"{Encoding.UTF8.GetString(property.Key)}\", as properties[{i}].key is; a key comes once.");
            }
        }

        return property.Type switch
        {
            PropertyType.Missing => new(RejectionCode.MissingField, $"properties[{index}].value is not set."),
            PropertyType.Number when !double.IsFinite(property.Number) => new(RejectionCode.InvalidValue, $"properties[{index}].value is {property.Number}; it must be finite."),
            _ => KeyFault(property, index) ?? ValueFault(property, index),
        };
    }

    private static Fault? KeyFault(in WireProperty property, int index) =>
        TextCheck.Fault("key", property.Key, EventLimits.MaxStringBytes) is { } fault ? Named(fault, index) : null;

    private static Fault? ValueFault(in WireProperty property, int index) =>
        property.Type == PropertyType.Text && TextCheck.Fault("value", property.Text, EventLimits.MaxPropertyValueBytes) is { } fault ? Named(fault, index) : null;

    // The place is written only when there is something to say of it.
    private static Fault Named(Fault fault, int index) => fault with { Message = $"properties[{index}].{fault.Message}" };
}

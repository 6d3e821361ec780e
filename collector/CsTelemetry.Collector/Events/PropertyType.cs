namespace CsTelemetry.Collector.Events;

/// <summary>The type that a property was sent with.</summary>
internal enum PropertyType : byte
{
    Missing = 0,
    Text = 1,
    Integer = 2,
    Number = 3,
    Boolean = 4,
}

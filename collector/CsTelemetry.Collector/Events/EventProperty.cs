namespace CsTelemetry.Collector.Events;

/// <summary>One fact about an event; the value as invariant text.</summary>
internal readonly record struct EventProperty(string Key, string Value, PropertyType Type);

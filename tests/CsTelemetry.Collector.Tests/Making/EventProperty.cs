using CsTelemetry.Collector.Events;

namespace CsTelemetry.Collector.Tests.Making;

/// <summary>One fact about an event; the value as invariant text.</summary>
internal readonly record struct EventProperty(string Key, string Value, PropertyType Type);

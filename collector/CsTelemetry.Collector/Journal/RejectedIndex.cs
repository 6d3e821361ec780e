using CsTelemetry.Collector.Events;

namespace CsTelemetry.Collector.Journal;

/// <summary>A rejection without its words.</summary>
internal readonly record struct RejectedIndex(int Index, RejectionCode Code);

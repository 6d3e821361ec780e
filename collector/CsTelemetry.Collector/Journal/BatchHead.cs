using CsTelemetry.Collector.Events;

namespace CsTelemetry.Collector.Journal;

/// <summary>What the log says of a batch before its events.</summary>
/// <param name="Identity">Its name.</param>
/// <param name="ReceivedAt">When it came in, in milliseconds since 1970.</param>
/// <param name="ClockCorrection">What is to be added to the client's times, in milliseconds.</param>
/// <param name="IsBackfill">Whether old events were allowed.</param>
/// <param name="EventCount">How many events it holds.</param>
/// <param name="AcceptedCount">How many of them are accepted.</param>
internal readonly record struct BatchHead(BatchIdentity Identity, long ReceivedAt, long ClockCorrection, bool IsBackfill, int EventCount, int AcceptedCount);

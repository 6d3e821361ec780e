namespace CsTelemetry.Collector.Events;

/// <summary>What is wrong with an event.</summary>
/// <param name="Code">For a program.</param>
/// <param name="Message">For a person: names the field, its value, the limit and the way out.</param>
internal readonly record struct Fault(RejectionCode Code, string Message);

namespace CsTelemetry.Collector.Events;

/// <summary>An event that is not accepted.</summary>
/// <param name="Index">Its place in the batch, from 0.</param>
/// <param name="Code">Why, for a program.</param>
/// <param name="Message">Why, for a person.</param>
internal sealed record Rejection(int Index, RejectionCode Code, string Message);

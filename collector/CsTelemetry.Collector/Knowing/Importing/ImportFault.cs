namespace CsTelemetry.Collector.Knowing.Importing;

/// <summary>Says what is wrong with a row.</summary>
/// <param name="Row">Which, from 1; a line of names does not count.</param>
/// <param name="Field">The field; empty for all of the row.</param>
/// <param name="Message">What is wrong and what to do.</param>
internal sealed record ImportFault(long Row, string Field, string Message);

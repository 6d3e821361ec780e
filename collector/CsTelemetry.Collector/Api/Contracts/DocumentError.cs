namespace CsTelemetry.Collector.Api.Contracts;

/// <summary>Something that is wrong with a document.</summary>
/// <param name="Pointer">Where, as a JSON pointer into what was sent, such as `/seats/0/from`; empty for all of it.</param>
/// <param name="Detail">What is wrong and what to do.</param>
internal sealed record DocumentError(string Pointer, string Detail);

namespace CsTelemetry.Collector.Knowing.Documents;

/// <summary>Says what is wrong with a document, and where.</summary>
/// <param name="Pointer">Where, as a JSON pointer (RFC 6901) into the document; empty for all of it.</param>
/// <param name="Detail">What is wrong and what to do.</param>
internal readonly record struct KnowledgeFault(string Pointer, string Detail);

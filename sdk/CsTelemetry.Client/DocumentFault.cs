namespace CsTelemetry.Client;

/// <summary>What is wrong with a document that was sent, and where.</summary>
/// <param name="JsonPointer">Where, as a JSON pointer (RFC 6901); empty for all of it.</param>
/// <param name="Detail">What is wrong and what to do.</param>
public readonly record struct DocumentFault(string JsonPointer, string Detail);

using CsTelemetry.Collector.Knowing;

namespace CsTelemetry.Collector.Api.Contracts;

/// <summary>What became of one document of a bulk call.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Etag">The tag of the document as it is now; null if there is none.</param>
/// <param name="Errors">Why it was not taken; empty if it was.</param>
internal sealed record BulkResult(string Id, KnowledgeOutcomeKind Outcome, string? Etag, IReadOnlyList<DocumentError> Errors);

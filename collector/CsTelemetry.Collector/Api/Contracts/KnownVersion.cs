namespace CsTelemetry.Collector.Api.Contracts;

/// <summary>One version of what is known of a thing.</summary>
/// <param name="Version">Its number.</param>
/// <param name="RecordedAt">When it was recorded.</param>
/// <param name="RecordedBy">By whom: the prefix of a key, `operator`, or `event`.</param>
/// <param name="Source">`told` by people and their tools, or said by `events`.</param>
/// <param name="Removed">Whether the document was taken away.</param>
/// <param name="Document">The document; null when it was taken away.</param>
internal sealed record KnownVersion<T>(long Version, DateTimeOffset RecordedAt, string RecordedBy, string Source, bool Removed, T? Document);

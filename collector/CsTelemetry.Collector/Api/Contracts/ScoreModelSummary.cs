namespace CsTelemetry.Collector.Api.Contracts;

/// <summary>A version of the score model.</summary>
/// <param name="Version">Its semantic version.</param>
/// <param name="State">What it is for.</param>
/// <param name="Hash">The SHA-256 of everything that scores are computed with.</param>
/// <param name="Note">What was said when it was published.</param>
/// <param name="ChangedAt">When it was written last; of a published one, since when it is in force. Charts are marked there.</param>
/// <param name="ChangedBy">The prefix of the key that wrote it.</param>
/// <param name="Etag">The tag for `If-Match`.</param>
internal sealed record ScoreModelSummary(string Version, ScoreModelState State, string Hash, string Note, DateTimeOffset ChangedAt, string ChangedBy, string Etag);

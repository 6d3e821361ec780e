namespace CsTelemetry.ClickHouse.Scores;

/// <summary>Is a version of a tenant's score model as it is stored. Immutable.</summary>
/// <param name="Version">Its semantic version.</param>
/// <param name="Revision">How often it has been written: 1, 2, 3, …</param>
/// <param name="Hash">The hash of its body.</param>
/// <param name="State">What it is for.</param>
/// <param name="Note">What was said when it was published.</param>
/// <param name="Body">The model as JSON.</param>
/// <param name="RecordedAt">When this was written.</param>
/// <param name="RecordedBy">By whom.</param>
public sealed record ScoreModelEntry(
    string Version, long Revision, string Hash, ScoreModelState State, string Note, string Body, DateTimeOffset RecordedAt, string RecordedBy);

namespace CsTelemetry.Client.Contracts;

/// <summary>How a score came from one day to another.</summary>
/// <param name="FromAsOf">The first day.</param>
/// <param name="FromScore">Its score, by what is known now; null without one.</param>
/// <param name="ToScore">The second day's; null without one.</param>
/// <param name="Points">The change; null when either day has no score.</param>
/// <param name="Lines">`behaviour`, `denominators`, `configuration` and `restatement`, in this order; they sum to the change.</param>
/// <param name="Reasons">Sentences, the weightiest first; without a change, why there is none.</param>
public sealed record ScoreDelta(
    DateOnly FromAsOf, double? FromScore, double? ToScore, double? Points, IReadOnlyList<ScoreDeltaLine> Lines, IReadOnlyList<string> Reasons);

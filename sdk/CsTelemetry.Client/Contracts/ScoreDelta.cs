namespace CsTelemetry.Client.Contracts;

/// <summary>
/// How a score came from one day to another. `restatement` is what changed in the second day's use since it was first stated for good (when it was frozen or, of a day long
/// over, first computed): late events, and people or features that count otherwise by now. Seats, plan, entitlements and contract start that were corrected for the past are in
/// `denominators`, targets in `configuration`. An account that was first seen by late events has no restatement.
/// </summary>
/// <param name="FromAsOf">The first day.</param>
/// <param name="FromScore">Its score, by what is known now; null without one.</param>
/// <param name="ToScore">The second day's; null without one.</param>
/// <param name="Points">The change; null when either day has no score.</param>
/// <param name="Lines">`behaviour`, `denominators`, `configuration` and `restatement`, in this order; they sum to the change within 0.01.</param>
/// <param name="Reasons">Sentences, the weightiest first; without a change, why there is none.</param>
public sealed record ScoreDelta(
    DateOnly FromAsOf, double? FromScore, double? ToScore, double? Points, IReadOnlyList<ScoreDeltaLine> Lines, IReadOnlyList<string> Reasons);

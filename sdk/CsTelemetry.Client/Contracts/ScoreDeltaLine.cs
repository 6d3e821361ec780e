namespace CsTelemetry.Client.Contracts;

/// <summary>One step of a change.</summary>
/// <param name="Key">`behaviour`, `denominators`, `configuration` or `restatement`.</param>
/// <param name="Label">Its name for a person.</param>
/// <param name="Points">What it added to the score.</param>
/// <param name="Parts">The same by component and cap, by key.</param>
/// <param name="Causes">The same by what changed, as sentences.</param>
public sealed record ScoreDeltaLine(string Key, string Label, double Points, IReadOnlyDictionary<string, double> Parts, IReadOnlyList<ScoreDeltaCause> Causes);

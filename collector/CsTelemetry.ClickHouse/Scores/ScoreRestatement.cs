namespace CsTelemetry.ClickHouse.Scores;

/// <summary>Holds what was first said for good of an account at a day, and what is said now. Immutable.</summary>
/// <param name="First">The first frozen row, or the first of a day that was long over when it was computed.</param>
/// <param name="Now">The newest row.</param>
/// <param name="FirstRun">What the first row was computed from.</param>
/// <param name="NowRun">What the newest one was computed from.</param>
public sealed record ScoreRestatement(ScoreRow First, ScoreRow Now, ScoreRunSource FirstRun, ScoreRunSource NowRun);

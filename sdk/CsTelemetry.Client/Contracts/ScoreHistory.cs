namespace CsTelemetry.Client.Contracts;

/// <summary>The stored scores of an account, the earliest day first.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="ModelVersion">The version of the score model; each point tells its own.</param>
/// <param name="Points">One point for each day that has a stored score: each of the last weeks, Sundays before.</param>
public sealed record ScoreHistory(string AccountId, string ModelVersion, IReadOnlyList<ScorePoint> Points);

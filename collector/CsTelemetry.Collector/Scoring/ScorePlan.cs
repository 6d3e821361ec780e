namespace CsTelemetry.Collector.Scoring;

/// <summary>What one round does for a tenant and a model, and what it leaves.</summary>
/// <param name="Orders">The runs, in their order.</param>
/// <param name="WorkedOffBefore">The day before which nothing is left; null when nothing is left at all.</param>
/// <param name="DaysLeft">How many days that have been frozen or filled in are left.</param>
internal sealed record ScorePlan(IReadOnlyList<ScoreOrder> Orders, DateOnly? WorkedOffBefore, int DaysLeft);

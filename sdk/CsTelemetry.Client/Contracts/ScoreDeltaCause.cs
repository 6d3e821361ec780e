namespace CsTelemetry.Client.Contracts;

/// <summary>What one cause did to a score.</summary>
/// <param name="Key">Its key, such as `seats` or `consistency`.</param>
/// <param name="Points">The points that it added.</param>
/// <param name="Reason">The same as a sentence.</param>
public sealed record ScoreDeltaCause(string Key, double Points, string Reason);

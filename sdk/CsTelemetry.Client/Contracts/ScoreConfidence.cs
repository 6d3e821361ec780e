namespace CsTelemetry.Client.Contracts;

/// <summary>An 80 % interval from leaving out one person at a time.</summary>
/// <param name="Level">What the width and the coverage amount to.</param>
/// <param name="Low">The interval's lower end, at least 0; null when it cannot be told (a single person).</param>
/// <param name="High">The interval's upper end, at most 100; null when it cannot be told.</param>
/// <param name="HalfWidth">1.28 standard errors, in points; null when it cannot be told.</param>
public sealed record ScoreConfidence(ConfidenceLevel Level, double? Low, double? High, double? HalfWidth);

namespace CsTelemetry.Client.Contracts;

/// <summary>What an account's score would be if one thing were different.</summary>
/// <param name="Kind">What would be done.</param>
/// <param name="Feature">The core feature; null for other kinds.</param>
/// <param name="Count">How much of it.</param>
/// <param name="Score">The score that would result, 0 to 100.</param>
/// <param name="Gain">What that is above the present score, in points.</param>
/// <param name="Sentence">The same as a sentence.</param>
public sealed record ScoreAction(string Kind, string? Feature, long Count, double Score, double Gain, string Sentence);

namespace CsTelemetry;

/// <summary>Holds one step of a diagnosis. Immutable.</summary>
/// <param name="Name">What was looked at, in a word, such as <c>key</c>.</param>
/// <param name="Outcome">What it came to.</param>
/// <param name="Finding">A sentence: what was found and, if it failed, what to do. Never holds the key.</param>
public sealed record DiagnosisStep(string Name, DiagnosisOutcome Outcome, string Finding);

using CsTelemetry.Adoption.Bands;

namespace CsTelemetry.Adoption.Acting;

/// <summary>Tells what an account's score would be if one thing were different; computed by the scorer itself.</summary>
/// <param name="Kind">What would be done.</param>
/// <param name="Feature">The core feature; null for other kinds.</param>
/// <param name="Count">How much: uses, people, weeks, value events, or percent for more use by everybody.</param>
/// <param name="Score">The score that would result, 0 to 100.</param>
/// <param name="Gain">What that is above the present score, in points.</param>
/// <param name="Band">The band of the resulting score by the edges alone.</param>
/// <param name="Sentence">One English sentence, such as "If api_export is used twice on two days, the score would be 89.0."</param>
public sealed record NextAction(ActionKind Kind, string? Feature, long Count, double Score, double Gain, AdoptionBand Band, string Sentence);

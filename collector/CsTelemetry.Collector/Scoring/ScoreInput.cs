using CsTelemetry.Adoption.Usage;

namespace CsTelemetry.Collector.Scoring;

/// <summary>One account as it goes into the score, with what is stored beside it.</summary>
/// <param name="Usage">What the score is a function of.</param>
/// <param name="FirstUse">The day of the first value event; null when there is none.</param>
internal sealed record ScoreInput(AccountUsage Usage, DateOnly? FirstUse);

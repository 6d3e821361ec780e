namespace CsTelemetry.Adoption.Metrics;

/// <summary>Says how long somebody was watched.</summary>
/// <param name="Days">The days from the start until it happened, or else until the newest day known. 0 or more.</param>
/// <param name="Happened">Whether it happened; when not, they are censored: it may happen later.</param>
public readonly record struct Survival(int Days, bool Happened);

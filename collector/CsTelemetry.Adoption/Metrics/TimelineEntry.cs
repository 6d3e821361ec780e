namespace CsTelemetry.Adoption.Metrics;

/// <summary>Is one thing that happened to an account.</summary>
/// <param name="Day">The day from which it held.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Subject">To what: a feature, a product (empty for the whole), a release, or a person; null for the account itself.</param>
/// <param name="Value">What holds from then on, as text; null when it is unknown from then on, or nothing is to be told.</param>
public sealed record TimelineEntry(DateOnly Day, TimelineKind Kind, string? Subject, string? Value);

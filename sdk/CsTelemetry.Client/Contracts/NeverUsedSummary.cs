namespace CsTelemetry.Client.Contracts;

/// <summary>How many may use a feature and have not touched it.</summary>
/// <param name="AsOf">The day.</param>
/// <param name="Provisional">Whether late events may still change it.</param>
/// <param name="Feature">The feature.</param>
/// <param name="Of">`users` or `accounts`.</param>
/// <param name="Since">The first day on which a use counts; null for ever.</param>
/// <param name="Instrumented">Whether the feature has been reported at all; when not, the numbers and the list say nothing.</param>
/// <param name="Suppressed">Whether the numbers are withheld: fewer than 5 people, and the key lacks the scope `users:read`.</param>
/// <param name="Entitled">How many may use it.</param>
/// <param name="NeverUsed">How many of them have not.</param>
/// <param name="Share">Never used / entitled; null when nobody is entitled.</param>
public sealed record NeverUsedSummary(
    DateOnly AsOf,
    bool Provisional,
    string Feature,
    string Of,
    DateOnly? Since,
    bool Instrumented,
    bool Suppressed,
    int? Entitled,
    int? NeverUsed,
    double? Share);

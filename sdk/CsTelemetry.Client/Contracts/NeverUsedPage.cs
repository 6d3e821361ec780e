namespace CsTelemetry.Client.Contracts;

/// <summary>Who may use a feature and has not touched it.</summary>
/// <param name="AsOf">The day.</param>
/// <param name="Provisional">Whether late events may still change it.</param>
/// <param name="Feature">The feature.</param>
/// <param name="Of">`users` or `accounts`.</param>
/// <param name="Since">The first day on which a use counts; null for ever.</param>
/// <param name="Instrumented">Whether the feature has been reported at all; when not, the list says nothing.</param>
/// <param name="Suppressed">Whether the numbers are withheld: fewer than 5 people, and the key lacks the scope `users:read`.</param>
/// <param name="Entitled">How many may use it.</param>
/// <param name="NeverUsed">How many of them have not.</param>
/// <param name="Share">Never used / entitled; null when nobody is entitled.</param>
/// <param name="Items">This page of them, by id; null when only the summary was asked for.</param>
/// <param name="NextCursor">Pass it as `cursor` for the next page; null on the last one.</param>
internal sealed record NeverUsedPage(
    DateOnly AsOf,
    bool Provisional,
    string Feature,
    string Of,
    DateOnly? Since,
    bool Instrumented,
    bool Suppressed,
    int? Entitled,
    int? NeverUsed,
    double? Share,
    IReadOnlyList<NeverUsedItem>? Items,
    string? NextCursor) : IPage<NeverUsedItem>;

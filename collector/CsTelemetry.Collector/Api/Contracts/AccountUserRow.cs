using System.Text.Json.Serialization;

namespace CsTelemetry.Collector.Api.Contracts;

/// <summary>What one person of an account did.</summary>
/// <param name="UserId">The person.</param>
/// <param name="Name">Their name; null when unknown.</param>
/// <param name="Role">Their role; null when unknown.</param>
/// <param name="Start">Their first day with the product; null when unknown.</param>
/// <param name="LastSeen">The last day with any event; null when there was none.</param>
/// <param name="FirstUse">The first day with a value event; null when there was none.</param>
/// <param name="LastUse">The last day with a value event; null when there was none.</param>
/// <param name="ActiveDays28d">Days with a value event, of the last 28.</param>
/// <param name="Uses28d">Value events of the last 28 days.</param>
/// <param name="Features28d">Features used in the last 28 days.</param>
/// <param name="AdoptedFeatures">Features of which they are an adopter.</param>
internal sealed record AccountUserRow(
    string UserId,
    string? Name,
    string? Role,
    DateOnly? Start,
    DateOnly? LastSeen,
    DateOnly? FirstUse,
    DateOnly? LastUse,
    [property: JsonPropertyName("active_days_28d")] int ActiveDays28d,
    [property: JsonPropertyName("uses_28d")] long Uses28d,
    [property: JsonPropertyName("features_28d")] int Features28d,
    int AdoptedFeatures);

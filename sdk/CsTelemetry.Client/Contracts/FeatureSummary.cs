using System.Text.Json.Serialization;

namespace CsTelemetry.Client.Contracts;

/// <summary>What is known of one feature's adoption as of a day.</summary>
/// <param name="Key">The feature's key, such as `reports.export`.</param>
/// <param name="Catalogued">Whether the catalog knows it. One that it does not know was used all the same, and counts.</param>
/// <param name="Name">The name that people read, from the catalog.</param>
/// <param name="Area">The area of the product that it belongs to, from the catalog.</param>
/// <param name="Owner">Who answers for it, from the catalog.</param>
/// <param name="Kind">Whether a use is a value event or navigation, which is never one. Uncatalogued: `value`.</param>
/// <param name="ValueWeight">Its value weight. Uncatalogued: 1.</param>
/// <param name="AvailableFrom">The first day on which it could be had, from the catalog; null means always.</param>
/// <param name="Core">Whether the score's breadth counts it (without a catalog: the most-used features).</param>
/// <param name="ActiveUsers">Its active users.</param>
/// <param name="Adopters">Humans with at least 2 uses on at least 2 distinct days within 28 days.</param>
/// <param name="Accounts28d">Accounts with a use within 28 days.</param>
/// <param name="Uses28d">Uses within 28 days.</param>
/// <param name="FirstUse">The first use ever, up to the day asked for; null if there was none.</param>
/// <param name="LastUse">The last use, up to the day asked for; null if there was none.</param>
/// <param name="Trend">Twelve week blocks, oldest first.</param>
public sealed record FeatureSummary(
    string Key,
    bool Catalogued,
    string? Name,
    string? Area,
    string? Owner,
    FeatureKind Kind,
    double ValueWeight,
    DateOnly? AvailableFrom,
    bool Core,
    ActiveUsers ActiveUsers,
    long Adopters,
    [property: JsonPropertyName("accounts_28d")] long Accounts28d,
    [property: JsonPropertyName("uses_28d")] long Uses28d,
    DateTimeOffset? FirstUse,
    DateTimeOffset? LastUse,
    IReadOnlyList<WeekPoint> Trend);

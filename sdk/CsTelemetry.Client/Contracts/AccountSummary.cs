using System.Text.Json.Serialization;

namespace CsTelemetry.Client.Contracts;

/// <summary>What is known of one account's adoption as of a day.</summary>
/// <param name="AccountId">The account, in the tenant's own naming.</param>
/// <param name="Name">Its name, if the product reported one.</param>
/// <param name="State">Whether it carries a score, and if not, why.</param>
/// <param name="Score">The adoption score, 0 to 100; null unless the state is `scored`.</param>
/// <param name="Band">The score's band; null without a score.</param>
/// <param name="ActiveUsers">Its active users.</param>
/// <param name="Adopters">Humans who have adopted at least one feature within 28 days.</param>
/// <param name="Features28d">Distinct features used within 28 days.</param>
/// <param name="Uses28d">Value events within 28 days.</param>
/// <param name="FirstUse">The first value event, up to the day asked for; null if there was none.</param>
/// <param name="LastUse">The last value event, up to the day asked for; null if there was none.</param>
/// <param name="Trend">Twelve week blocks, oldest first.</param>
public sealed record AccountSummary(
    string AccountId,
    string? Name,
    AccountState State,
    double? Score,
    HealthBand? Band,
    ActiveUsers ActiveUsers,
    long Adopters,
    [property: JsonPropertyName("features_28d")] long Features28d,
    [property: JsonPropertyName("uses_28d")] long Uses28d,
    DateTimeOffset? FirstUse,
    DateTimeOffset? LastUse,
    IReadOnlyList<WeekPoint> Trend);

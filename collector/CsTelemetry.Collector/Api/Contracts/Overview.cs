using System.Text.Json.Serialization;

namespace CsTelemetry.Collector.Api.Contracts;

/// <summary>The portfolio at a glance, as of a day.</summary>
/// <param name="Tenant">The tenant that the key belongs to.</param>
/// <param name="TimeZone">The IANA time zone of its days.</param>
/// <param name="AsOf">The complete day that every number speaks of.</param>
/// <param name="Provisional">True while late events may still change the numbers (72 h after the day).</param>
/// <param name="ModelVersion">The version of the score model.</param>
/// <param name="ActiveUsers">Active users of the whole portfolio.</param>
/// <param name="ActiveAccounts28d">Accounts with a value event within 28 days.</param>
/// <param name="AccountCount">Accounts ever seen, up to the day.</param>
/// <param name="FeatureCount">Features ever used, up to the day.</param>
/// <param name="MedianScore">The median of the scores; null without one.</param>
/// <param name="States">How many accounts are in each state.</param>
/// <param name="Bands">How many scored accounts are in each band.</param>
/// <param name="Trend">26 week blocks, oldest first.</param>
internal sealed record Overview(
    string Tenant,
    string TimeZone,
    DateOnly AsOf,
    bool Provisional,
    string ModelVersion,
    ActiveUsers ActiveUsers,
    [property: JsonPropertyName("active_accounts_28d")] long ActiveAccounts28d,
    int AccountCount,
    int FeatureCount,
    double? MedianScore,
    StateCounts States,
    BandCounts Bands,
    IReadOnlyList<PortfolioWeekPoint> Trend);

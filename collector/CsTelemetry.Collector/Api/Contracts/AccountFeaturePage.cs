using CsTelemetry.Adoption.Metrics;

namespace CsTelemetry.Collector.Api.Contracts;

/// <summary>How an account stands to all features, those of the catalog and those in use.</summary>
/// <param name="AsOf">The day.</param>
/// <param name="Provisional">Whether late events may still change it.</param>
/// <param name="AccountId">The account.</param>
/// <param name="Breadth">How much of the core it has adopted, by value weight.</param>
/// <param name="ActiveDays">On how many of the last 28 days its active people had a value event.</param>
/// <param name="TotalCount">How many features there are.</param>
/// <param name="Items">This page of them, by key.</param>
/// <param name="NextCursor">Pass it as `cursor` for the next page; null on the last one.</param>
internal sealed record AccountFeaturePage(
    DateOnly AsOf,
    bool Provisional,
    string AccountId,
    Breadth Breadth,
    Distribution? ActiveDays,
    int TotalCount,
    IReadOnlyList<AccountFeatureRow> Items,
    string? NextCursor);

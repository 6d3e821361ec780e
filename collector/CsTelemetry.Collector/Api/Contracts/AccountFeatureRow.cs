using CsTelemetry.Adoption.Metrics;

namespace CsTelemetry.Collector.Api.Contracts;

/// <summary>How an account stands to one feature.</summary>
/// <param name="Key">The feature.</param>
/// <param name="Name">Its name; null when it has none.</param>
/// <param name="Area">Its area; null when it has none.</param>
/// <param name="Catalogued">Whether the catalog knows it.</param>
/// <param name="Core">Whether breadth counts it.</param>
/// <param name="ValueWeight">Its value weight.</param>
/// <param name="Standing">How the account stands to it.</param>
/// <param name="Points">The points that it brings to the account's score, as a part of breadth; null when the account has no score that day, 0 for a feature that breadth does not count.</param>
/// <param name="PointsLost">The points that the score lacks because the account has not adopted it; null and 0 likewise.</param>
internal sealed record AccountFeatureRow(
    string Key, string? Name, string? Area, bool Catalogued, bool Core, double ValueWeight, AccountFeature Standing, double? Points, double? PointsLost);

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
internal sealed record AccountFeatureRow(string Key, string? Name, string? Area, bool Catalogued, bool Core, double ValueWeight, AccountFeature Standing);

using CsTelemetry.Collector.Knowing.Documents;

namespace CsTelemetry.Collector.Api.Contracts;

/// <summary>What an account was granted beyond its plan, or what is withheld from it, over time.</summary>
/// <param name="Entitlements">All of them: they replace those that were told before. Null for none.</param>
internal sealed record AccountEntitlements(IReadOnlyList<EntitlementDays>? Entitlements);

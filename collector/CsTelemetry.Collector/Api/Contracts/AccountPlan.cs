using CsTelemetry.Collector.Knowing.Documents;

namespace CsTelemetry.Collector.Api.Contracts;

/// <summary>An account's plan over time.</summary>
/// <param name="Plan">All of it: it replaces what was told before. Null leaves it to what events say.</param>
internal sealed record AccountPlan(IReadOnlyList<PlanDays>? Plan);

using CsTelemetry.Adoption.Metrics;

namespace CsTelemetry.Collector.Api.Contracts;

/// <summary>How many walked the steps how far.</summary>
/// <param name="From">The first day on which a walk may start.</param>
/// <param name="To">The last day on which a walk may start; all have had the whole window since.</param>
/// <param name="WindowDays">The days, of 24 hours, from the first step to the last.</param>
/// <param name="Steps">The steps.</param>
internal sealed record FunnelReport(DateOnly From, DateOnly To, int WindowDays, IReadOnlyList<FunnelStep> Steps);

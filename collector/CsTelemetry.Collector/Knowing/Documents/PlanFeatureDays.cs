namespace CsTelemetry.Collector.Knowing.Documents;

/// <summary>A feature that a plan includes.</summary>
/// <param name="Feature">The feature's key. Required.</param>
/// <param name="From">The first day; null means always before.</param>
/// <param name="Until">The first day on which it is no longer so; null means it still is.</param>
internal sealed record PlanFeatureDays(string? Feature = null, DateOnly? From = null, DateOnly? Until = null) : IDays;

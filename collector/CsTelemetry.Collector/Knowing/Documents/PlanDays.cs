namespace CsTelemetry.Collector.Knowing.Documents;

/// <summary>The plan that an account has.</summary>
/// <param name="Plan">The plan's key. Required.</param>
/// <param name="From">The first day; null means always before.</param>
/// <param name="Until">The first day on which it is no longer so; null means it still is.</param>
internal sealed record PlanDays(string? Plan = null, DateOnly? From = null, DateOnly? Until = null) : IDays;

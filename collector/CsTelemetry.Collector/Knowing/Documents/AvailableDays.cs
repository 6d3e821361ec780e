namespace CsTelemetry.Collector.Knowing.Documents;

/// <summary>Days on which a feature can be had.</summary>
/// <param name="From">The first day; null means always before.</param>
/// <param name="Until">The first day on which it can no longer be had; null means it still can.</param>
internal sealed record AvailableDays(DateOnly? From = null, DateOnly? Until = null) : IDays;

namespace CsTelemetry.Collector.Knowing.Documents;

/// <summary>The role that a user has.</summary>
/// <param name="Role">The role, such as `admin`. Required.</param>
/// <param name="From">The first day; null means always before.</param>
/// <param name="Until">The first day on which it is no longer so; null means it still is.</param>
internal sealed record RoleDays(string? Role = null, DateOnly? From = null, DateOnly? Until = null) : IDays;

namespace CsTelemetry.Client.Contracts;

/// <summary>A metric of one group as of one day.</summary>
/// <param name="Day">The day.</param>
/// <param name="People">How many people are in the group; null when it is suppressed.</param>
/// <param name="Suppressed">Whether it is withheld: the group has fewer than 5 people, and the key lacks the scope `users:read`.</param>
/// <param name="Value">The metric; null when it is suppressed.</param>
public sealed record MetricPoint<T>(DateOnly Day, int? People, bool Suppressed, T? Value)
    where T : class;

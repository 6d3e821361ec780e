namespace CsTelemetry.Collector.Api.Contracts;

/// <summary>A metric of one group.</summary>
/// <param name="Key">The group; null for those without that attribute, and when nothing is grouped.</param>
/// <param name="People">How many people are in it; null when it is suppressed.</param>
/// <param name="Suppressed">Whether it is withheld: it has fewer than 5 people, and the key lacks the scope `users:read`.</param>
/// <param name="Value">The metric; null when it is suppressed.</param>
internal sealed record MetricAnswerGroup<T>(string? Key, int? People, bool Suppressed, T? Value)
    where T : class;

namespace CsTelemetry.Collector.Scoring;

/// <summary>Names a portfolio: whose, of which day, by which model.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="AsOf">The day.</param>
/// <param name="ModelHash">The hash under which the model's rows are stored.</param>
internal readonly record struct PortfolioKey(string Tenant, DateOnly AsOf, string ModelHash);

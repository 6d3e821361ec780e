namespace CsTelemetry.Collector.Api.Contracts;

/// <summary>The views.</summary>
/// <param name="Items">All of them, by name.</param>
internal sealed record QueryViews(IReadOnlyList<QueryView> Items);

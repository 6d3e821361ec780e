using CsTelemetry.ClickHouse.Scores;

namespace CsTelemetry.Collector.Scoring;

/// <summary>A run to be made.</summary>
/// <param name="AsOf">The day that has age 0.</param>
/// <param name="Kind">Why.</param>
/// <param name="RowKind">How final its rows are.</param>
/// <param name="Accounts">Which accounts; null for all.</param>
internal sealed record ScoreOrder(DateOnly AsOf, ScoreRunKind Kind, ScoreRowKind RowKind, IReadOnlyCollection<string>? Accounts = null);

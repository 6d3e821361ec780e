namespace CsTelemetry.Collector.Api.Contracts;

/// <summary>A view that can be queried and exported. Columns may be added to it; none is renamed or removed within `/v1`.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What a row is.</param>
/// <param name="HasPeople">Whether rows are about single people; an export of it then needs the scope `users:read`.</param>
/// <param name="DayColumn">The column that `from` and `to` of an export are about; null when there is none.</param>
/// <param name="Columns">Its columns.</param>
internal sealed record QueryView(string Name, string Description, bool HasPeople, string? DayColumn, IReadOnlyList<QueryColumn> Columns);

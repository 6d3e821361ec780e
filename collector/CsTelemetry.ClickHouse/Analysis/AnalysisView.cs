namespace CsTelemetry.ClickHouse.Analysis;

/// <summary>Describes a view that people may query and export.</summary>
/// <param name="Name">Its name, which is part of the API: it stays.</param>
/// <param name="Description">What a row is.</param>
/// <param name="HasPeople">Whether rows are about single people.</param>
/// <param name="Select">The SELECT behind it, from tables with the column <c>tenant</c>; <c>{0}</c> is the database, <c>{1}</c> the condition that confines it.</param>
/// <param name="Order">The columns that an export is ordered by.</param>
/// <param name="Day">The column that an export's days are about; null when it has none.</param>
public sealed record AnalysisView(string Name, string Description, bool HasPeople, string Select, string Order, string? Day);

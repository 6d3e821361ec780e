namespace CsTelemetry.ClickHouse.Analysis;

/// <summary>Describes a column of a view.</summary>
/// <param name="View">The view.</param>
/// <param name="Name">The column.</param>
/// <param name="Type">Its type, in ClickHouse's words.</param>
public sealed record AnalysisColumn(string View, string Name, string Type);

namespace CsTelemetry.Client.Contracts;

/// <summary>Days of a view, as a file.</summary>
/// <param name="Dataset">The view.</param>
/// <param name="Format">The form of the file.</param>
/// <param name="From">The first day; null for the first there is.</param>
/// <param name="To">The last day; null for the last there is.</param>
internal sealed record ExportRequest(string Dataset, ExportFormat Format, DateOnly? From, DateOnly? To);

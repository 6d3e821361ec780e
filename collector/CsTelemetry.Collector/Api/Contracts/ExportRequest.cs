using CsTelemetry.ClickHouse.Exporting;

namespace CsTelemetry.Collector.Api.Contracts;

/// <summary>What to export.</summary>
/// <param name="Dataset">The name of a view, such as `usage_daily`; GET /v1/query/views lists them.</param>
/// <param name="Format">`ndjson` (default), `csv` or `parquet`.</param>
/// <param name="From">The first day; by default the oldest. Only for views with days.</param>
/// <param name="To">The last day, included; by default the newest.</param>
internal sealed record ExportRequest(string Dataset, ExportFormat Format = ExportFormat.Ndjson, DateOnly? From = null, DateOnly? To = null);

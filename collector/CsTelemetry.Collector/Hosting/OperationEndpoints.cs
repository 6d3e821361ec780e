using CsTelemetry.Collector.Scraping;

namespace CsTelemetry.Collector.Hosting;

/// <summary>What an orchestrator and a scraper ask. No key is needed: they say nothing about any tenant.</summary>
internal static class OperationEndpoints
{
    public static void MapOperations(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/livez", () => Results.Text("ok\n")).ExcludeFromDescription();
        routes.MapGet("/readyz", (Readiness readiness) =>
        {
            var report = readiness.Check();
            return Results.Json(report, statusCode: report.Ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
        }).ExcludeFromDescription();
        routes.MapGet("/metrics", (MetricsRegistry metrics) => Results.Text(PrometheusText.Write(metrics.Read()), PrometheusText.ContentType)).ExcludeFromDescription();
    }
}

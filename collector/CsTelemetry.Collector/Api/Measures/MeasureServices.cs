using CsTelemetry.Collector.Measuring;
using CsTelemetry.Collector.Querying;

namespace CsTelemetry.Collector.Api.Measures;

/// <summary>Adds what the metrics need.</summary>
internal static class MeasureServices
{
    public static void AddMeasures(this IServiceCollection services)
    {
        services.AddSingleton<MetricQueries>();
        services.AddSingleton<UsageReader>();
        services.AddSingleton<MetricReader>();
        services.AddSingleton<MetricParameterReader>();
        services.AddSingleton<MetricAnswers>();
        services.AddSingleton<AdoptionMetrics>();
        services.AddSingleton<ActivityMetrics>();
        services.AddSingleton<WalkMetrics>();
        services.AddSingleton<AccountMetrics>();
    }
}

using CsTelemetry.ClickHouse.Idempotency;
using CsTelemetry.Wal;

namespace CsTelemetry.Collector.Api.Idempotency;

/// <summary>Adds what gives repeated calls their first answer.</summary>
internal static class IdempotencyServices
{
    public static void AddIdempotency(this IServiceCollection services)
    {
        services.AddSingleton(new IdempotencyLimits());
        services.AddSingleton<IdempotencyStore>();
        services.AddSingleton<IdempotencyMetrics>();
        services.AddSingleton<RememberedAnswers>();
        services.AddSingleton<RunningCalls>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<CallLedger>(provider, provider.GetRequiredService<WriteAheadLog>().Id));
        services.AddSingleton<IdempotencyFilter>();
    }
}

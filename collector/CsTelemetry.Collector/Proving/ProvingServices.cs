using CsTelemetry.Collector.Administering;
using CsTelemetry.Collector.Querying;

namespace CsTelemetry.Collector.Proving;

/// <summary>Adds what replays history.</summary>
internal static class ProvingServices
{
    public static void AddProving(this IServiceCollection services)
    {
        services.AddSingleton<HistoryQueries>();
        services.AddSingleton<ScoreProof>();
        services.AddSingleton<ModelBackTest>();
        services.AddSingleton<IAdministrativeOperation, ValidateOperation>();
    }
}

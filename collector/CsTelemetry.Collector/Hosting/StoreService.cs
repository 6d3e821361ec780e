using CsTelemetry.ClickHouse.Analysis;
using CsTelemetry.ClickHouse.Clusters;
using CsTelemetry.ClickHouse.Landing;
using CsTelemetry.ClickHouse.Schema;
using CsTelemetry.Collector.Administering.Retaining;
using CsTelemetry.Collector.Storing;

namespace CsTelemetry.Collector.Hosting;

/// <summary>Brings the store's schema up to date, then carries the log into it until the collector stops.</summary>
internal sealed class StoreService(
    SchemaMigrator migrator,
    StoreTopology topology,
    RetentionKeeper retention,
    MergeTuning merges,
    StoreWriter writer,
    Persistence persistence,
    Readiness readiness,
    CollectorOptions options,
    ILogger<StoreService> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await persistence.UntilDoneAsync(
                "Migrating the store",
                async stop =>
                {
                    await migrator.MigrateAsync(stop);
                    await AnalysisSchema.ApplyAsync(topology, stop);
                    await retention.ApplyAsync(stop);
                    return true;
                },
                stoppingToken);
            await persistence.TryOnceAsync("Tuning the store's merges", async stop => await merges.ApplyAsync(stop), stoppingToken);
            readiness.SchemaIsCurrent();
            Log.StoreReady(logger);
            using var threads = new BackgroundThreads("store", 1, options.BackgroundNiceness);
            await threads.RunAsync(() => writer.RunAsync(stoppingToken), stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What the store has not got yet stays in the log and goes on at the next start.
        }
    }
}
